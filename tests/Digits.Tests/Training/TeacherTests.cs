using Digits.Data;
using Digits.Engine;
using Digits.Evaluation;
using Digits.Training;
using Digits.Zoo;

namespace Digits.Tests.Training;

public sealed class TeacherTests
{
    private static readonly DigitData _data = Strokes.Generate(train: 600, test: 300);

    [Fact]
    public void Targets_are_the_mean_of_the_label_and_the_teachers_answer_to_the_image_as_it_is_changed()
    {
        Network teacher = Architectures.Create("lenet5", new Shape(1, 28, 28), 10, seed: 1);
        Network student = Architectures.Create("tiny", new Shape(1, 28, 28), 10, seed: 2);
        Batches batches = new(_data.Train!, Enumerable.Range(0, 600).ToArray(), 100, seed: 3, augmentation: AugmentationOptions.Parse("rotate=20"));
        Teacher teaching = new(new OnnxModel(teacher), student, _data.Train!, batches, threads: 1);
        byte[] labels = new byte[100];
        float[] targets = new float[1000];
        float[] images = new float[100 * 784];

        teaching.Select(1, 5, labels, targets);
        for (int first = 0; first < 100; first += 32)
            teaching.Fill(first, images.AsSpan(first * 784, Math.Min(32, 100 - first) * 784));

        float[] logits = new InferencePlan(teacher, 1).Run(images);
        for (int i = 0; i < 100; i++)
        {
            float[] row = logits[(i * 10)..((i + 1) * 10)];
            double total = row.Sum(logit => Math.Exp(logit));
            for (int k = 0; k < 10; k++)
                ((double)targets[(i * 10) + k]).ShouldBe((Math.Exp(row[k]) / total / 2) + (labels[i] == k ? 0.5 : 0), 1e-5);
        }
    }

    [Fact]
    public void A_teacher_that_reads_or_gives_something_else_is_refused()
    {
        Network student = Architectures.Create("tiny", new Shape(1, 28, 28), 10, seed: 2);
        OnnxModel other = new(Architectures.Create("tiny", new Shape(1, 28, 28), 4, seed: 2));

        Should.Throw<DigitsException>(() => new Trainer(student, new Adam(), _data.Train!, null, new TrainerOptions { Teacher = other }))
            .Message.ShouldBe("The teacher turns 1x28x28 into 4, the network 1x28x28 into 10; a teacher must do the same.");

        string[] letters = [.. "abcdefghij".Select(letter => $"{letter}")];
        DigitSet images = new("letters", 28, 28, _data.Train!.Pixels.ToArray(), _data.Train.Labels.ToArray()) { LabelNames = letters };
        OnnxModel digits = new(Architectures.Create("tiny", new Shape(1, 28, 28), 10, seed: 2),
            new Dictionary<string, string>(StringComparer.Ordinal) { [OnnxMetadata.Labels] = "0,1,2,3,4,5,6,7,8,9" });
        Should.Throw<DigitsException>(() => new Trainer(student, new Adam(), images, null, new TrainerOptions { Teacher = digits }))
            .Message.ShouldContain("letters: its classes are a, b, c, d, e, f, g, h, i, j, but the model's are 0, 1, 2");
    }

    [Fact]
    public void A_run_with_a_teacher_and_a_temperature_is_the_same_when_it_is_taken_up_again()
    {
        using TempFolder folder = new();
        string teacher = Path.Combine(folder.Path, "teacher.onnx");
        new OnnxModel(Architectures.Create("lenet5", new Shape(1, 28, 28), 10, seed: 1)).Save(teacher);
        RunConfiguration configuration =
            new() { Model = "tiny", Data = "strokes", Epochs = 2, Teacher = StartingModel.Of(teacher), Calibrate = true, ValidationSplit = 0.2 };

        TrainingRun.Start(RunFolder.ForNewRun(Path.Combine(folder.Path, "whole")), configuration, _data, threads: 2).Execute();
        RunFolder parts = RunFolder.ForNewRun(Path.Combine(folder.Path, "parts"));
        TrainingRun.Start(parts, configuration, _data, timeBudget: TimeSpan.FromTicks(1)).Execute();
        RunResult second = TrainingRun.Resume(parts, _data).Execute();
        RunResult again = TrainingRun.Resume(parts, _data).Execute();

        byte[] whole = File.ReadAllBytes(Path.Combine(folder.Path, "whole", "model.onnx"));
        second.Model!.ToArray().ShouldBe(whole);
        again.Model!.ToArray().ShouldBe(whole);
        second.Model.Metadata.ContainsKey(Temperature.Key).ShouldBeTrue();
        configuration.ToCommand().ShouldContain($"--teacher {teacher}");
        Should.Throw<DigitsException>(() =>
            (configuration with { ValidationSplit = 0 }).Check()).Message.ShouldStartWith("calibrate needs validation images, and 'validation-split' is 0;");
    }
}
