using System.CommandLine;
using System.Text.Json;
using Digits.Cli.Json;
using Digits.Data;
using Digits.Engine;
using Digits.Evaluation;

namespace Digits.Cli.Verbs;

/// <summary><c>digits evaluate</c>: measures models on labelled digits.</summary>
internal sealed class EvaluateVerb : Verb
{
    private readonly Argument<string[]> _models = new("model")
    {
        HelpName = "MODEL",
        Description = "ONNX files",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string> _data = new("--data")
    {
        Description = "mnist, strokes or a path",
        HelpName = "DATA",
        DefaultValueFactory = _ => MnistSource.Name,
    };

    private readonly Option<string> _split = new("--split") { Description = "Which part of the data: test or train", HelpName = "PART", DefaultValueFactory = _ => "test" };

    private readonly Option<bool> _corruptions = new("--corruptions") { Description = "Measure under the fifteen corruptions of MNIST-C too" };

    private readonly Option<bool> _relabelled = new("--relabelled") { Description = "Give the accuracy with the known label errors of MNIST's test set mended, too" };

    private readonly Option<string?> _predictOnly = new("--predict-only")
    {
        Description = "Read the images of this file or set, which need no labels, and write ImageId,Label for Kaggle to --out",
        HelpName = "DATA",
    };

    private readonly Option<string?> _out = new("--out") { Description = "Folder to write metrics.json into; with --predict-only the CSV file", HelpName = "PLACE" };

    internal EvaluateVerb()
        : base(
            "evaluate",
            "Measure how well models read labelled digits",
            "digits evaluate runs/train-1/model.onnx",
            "digits evaluate runs/train-1/model.onnx runs/train-2/model.onnx --data strokes --json",
            "digits evaluate runs/train-1/model.onnx --relabelled",
            "digits evaluate runs/train-1/model.onnx --predict-only test.csv --out submission.csv")
    {
        Arguments.Add(_models.WithoutOptions());
        Add(_data);
        Add(_split);
        Add(_corruptions);
        Add(_relabelled);
        Add(_predictOnly);
        Add(_out);
        _split.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: not ("test" or "train") } token])
                result.AddError($"--split {token.Value} cannot be used; give test or train.");
        });
    }

    /// <inheritdoc />
    protected override int Run(ParseResult result, Output output)
    {
        string[] paths = result.GetRequiredValue(_models);
        if (paths.Length == 0)
            throw new DigitsException("no model is given; train one with 'digits train', then: digits evaluate runs/train-1/model.onnx");

        string? place = result.GetValue(_out);
        if (result.GetValue(_predictOnly) is { } images)
        {
            PredictingOnly.Check(result, paths, place, _data, _split, _corruptions, _relabelled);
            return PredictingOnly.Run(paths[0], images, place!, output);
        }

        if (place is not null)
            OutputFolder.RequireWritable(place);
        Evaluator[] evaluators = [.. paths.Select(path => new Evaluator(OnnxModel.Load(path), output.Threads))];
        using Interruption interruption = new();
        if (DataLoading.Load(result.GetRequiredValue(_data), output, interruption) is not { } data)
            return interruption.ExitCode;

        bool isTrain = result.GetValue(_split) == "train";
        DigitSet set = isTrain ? data.RequireTrain() : data.RequireTest();
        if (result.GetValue(_relabelled))
            MnistLabelErrors.Check(set);
        EvaluationResult[] results = [.. evaluators.Select(evaluator => evaluator.Evaluate(set))];
        if (result.GetValue(_relabelled))
            results = [.. results.Select((metrics, i) => metrics with { Relabelled = Relabelled.Measure(set, evaluators[i].Predict(set)) })];
        if (result.GetValue(_corruptions) && !CorruptionMeasuring.Add(results, evaluators, set, interruption))
            return interruption.ExitCode;
        if (place is not null)
            Save(place, paths, results, output);
        if (result.GetValue(_corruptions) && place is not null)
            CorruptionMeasuring.Draw(place, set, output);

        string part = data.Train is null || data.Test is null ? "" : isTrain ? " (train)" : " (test)";
        output.Result(
            () => results.Length == 1 ? EvaluationWords.Describe(paths[0], part, results[0]) : EvaluationWords.Compare(paths, part, results),
            () => results.Length == 1 ? results[0].ToJson() : JsonSerializer.Serialize(Document(paths, results), CliJson.Default.EvaluationsDocument));
        return ExitCode.Done;
    }

    private static EvaluationsDocument Document(string[] paths, EvaluationResult[] results) =>
        new([.. results.Select((metrics, i) => new EvaluationsDocument.Entry(paths[i], metrics))]);

    private static void Save(string folder, string[] paths, EvaluationResult[] results, Output output)
    {
        string[] names = paths.Length == 1 ? [""] : SubfolderNames(paths);
        for (int i = 0; i < results.Length; i++)
        {
            string path = Path.Combine(folder, names[i], "metrics.json");
            results[i].Save(path);
            output.Remark($"Wrote {path}");
        }
    }

    /// <summary>A name a model: the file's or, where that is the usual model.onnx, its folder's; with a number where two are the same.</summary>
    private static string[] SubfolderNames(string[] paths)
    {
        HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
        return [.. paths.Select(path =>
        {
            string name = Path.GetFileNameWithoutExtension(path);
            if (name == "model" && Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path))) is { Length: > 0 } folder)
                name = folder;
            string unique = name;
            for (int number = 2; !taken.Add(unique); number++)
                unique = $"{name}-{number}";
            return unique;
        }),];
    }
}
