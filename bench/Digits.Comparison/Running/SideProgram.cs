using System.Text.Json;
using Digits.Comparison.Inference;
using Digits.Comparison.Reading;
using Digits.Comparison.Training;
using Digits.Engine;

namespace Digits.Comparison.Running;

/// <summary>What the process of a side does: answers requests from standard input, a line each, until there are no more.</summary>
internal static class SideProgram
{
    /// <summary>The verb that starts it; not for people.</summary>
    public const string Verb = "side";

    /// <summary>Runs until the input ends.</summary>
    public static int Run()
    {
        // What a managed library prints must not come between the answers; for what a native one prints, answers are marked.
        using StreamWriter answers = new(Console.OpenStandardOutput());
        Console.SetOut(Console.Error);
        try
        {
            Job job = JsonSerializer.Deserialize<Job>(Console.ReadLine() ?? "", Wire.Line)!;
            using IMeasurement measurement = Create(job);
            measurement.WarmUp();
            Write(answers, new Answer { Library = measurement.Library, Layout = measurement.Layout });
            while (Console.ReadLine() is { } request)
                Write(answers, request == Wire.Round ? measurement.Round() : measurement.End());

            return 0;
        }
        // Whatever it is, the other process has to tell it to the user.
#pragma warning disable CA1031
        catch (Exception e)
#pragma warning restore CA1031
        {
            Write(answers, new Answer { Error = e is DigitsException ? e.Message : $"{e.GetType().Name}: {e.Message}".ReplaceLineEndings(" ") });
            return 1;
        }
    }

    private static IMeasurement Create(Job job) => (job.Work, job.Side) switch
    {
        (Work.Training, Side.Digits) => new TrainingMeasurement(new DigitsTraining(job)),
        (Work.Training, Side.LibTorch) => new TrainingMeasurement(new LibTorchTraining(job)),
        (Work.Inference, Side.Digits) => new InferenceMeasurement(images => new DigitsInference(images), job),
        (Work.Inference, Side.OnnxRuntime) => new InferenceMeasurement(images => new OnnxRuntimeInference(images), job),
        (Work.Inference, Side.LibTorch) => new InferenceMeasurement(images => new LibTorchInference(images), job),
        (Work.Reading, Side.Digits) => new ReadingMeasurement(new DigitsLines(job), job),
        (Work.Reading, Side.PaddleOcr) => new ReadingMeasurement(new PaddleLines(job), job),
        _ => throw new InvalidInputException($"{job.Side} does no {job.Work}."),
    };

    private static void Write(StreamWriter answers, Answer answer)
    {
        // In a line of its own, whatever was printed before.
        answers.WriteLine($"\n{Wire.Mark}{JsonSerializer.Serialize(answer, Wire.Line)}");
        answers.Flush();
    }
}
