using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using Digits.Cli.Json;
using Digits.Data;
using Digits.Engine;
using Digits.Reading;
using Digits.Training;

namespace Digits.Cli;

/// <summary>What <c>evaluate --predict-only</c> does: reads images, which need no labels, and writes the predicted classes.</summary>
internal static class PredictOnlyMode
{
    /// <summary>Makes sure that the other options go with it.</summary>
    /// <exception cref="InvalidInputException">They do not.</exception>
    internal static void Check(ParseResult result, string[] models, string? file, params Option[] excluded)
    {
        if (models.Length > 1)
            throw new InvalidInputException($"--predict-only takes one model, not {models.Length}; run it once for each.");
        if (excluded.FirstOrDefault(option => result.GetResult(option) is OptionResult { Implicit: false }) is { } other)
            throw new InvalidInputException($"{other.Name} and --predict-only exclude each other: --predict-only names the images, and they need no labels.");
        if (file is null)
            throw new InvalidInputException("--predict-only needs a file to write; give --out submission.csv.");
        if (Directory.Exists(file))
        {
            string example = ShellWord.Quote(Path.Combine(file, "submission.csv"));
            throw new InvalidInputException($"{file}: is a folder; --predict-only writes a file, such as --out {example}.");
        }
    }

    internal static int Run(string path, OnnxModel model, RunConfiguration source, string file, bool normalise, ResizeMode? how, Output output)
    {
        Classifier classifier = new(model, output.Threads);
        if (DataLoading.Load(source, output, out int exitCode) is not { } data)
            return exitCode;

        DigitSet set = data.RequireImages();
        SizeFit fit = SizeFit.Of(path, model, set, data, normalise, how, output.Threads);
        set = fit.Apply(set);
        InputRemarks.WarnOfModel(path, model, data, fit, output.Threads);
        KaggleSubmission.Write(file, classifier.Classify(set), classifier.LabelNamesFor(set));
        PredictDocument document = new(path, set.Name, set.Count, file);
        output.Result(
            () => $"Read {document.Images:N0} images of {document.Data}; the predictions are in {document.Csv}",
            () => JsonSerializer.Serialize(document, CliJson.Default.PredictDocument));
        return ExitCode.Done;
    }
}
