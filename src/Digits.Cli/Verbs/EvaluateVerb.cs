using System.CommandLine;
using System.Text.Json;
using Digits.Cli.Json;
using Digits.Data;
using Digits.Engine;
using Digits.Evaluation;
using Digits.Imaging;
using Digits.Reading;
using Digits.Reports;

namespace Digits.Cli.Verbs;

/// <summary><c>digits evaluate</c>: measures models on labeled digits.</summary>
internal sealed class EvaluateVerb : Verb
{
    private const string TrainWarning = "These are the training images: a model that was trained on them looks better here than it is.";

    private readonly Argument<string[]> _models = new("model")
    {
        HelpName = "MODEL",
        Description = "ONNX files; without any, the bundled model, which is also named default",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string> _data = new("--data")
    {
        Description = DataLoading.Help,
        HelpName = "DATA",
        DefaultValueFactory = _ => MnistSource.Name,
    };

    private readonly Option<string> _split = new("--split")
    {
        Description = "Which part of the data: test or train",
        HelpName = "PART",
        DefaultValueFactory = _ => "test",
    };

    private readonly Option<bool> _normalise = new("--normalise") { Description = "First scale and center each digit as in MNIST; images may have any size" };

    private readonly Option<string?> _resize = ResizeModes.Option();

    private readonly Option<bool> _corruptions = new("--corruptions") { Description = "Also measure under the fifteen corruptions of MNIST-C" };

    private readonly Option<bool> _relabelled = new("--relabelled")
    {
        Description = "Also give the accuracy with the known label errors of MNIST's test set corrected",
    };

    private readonly Option<int?> _shifts = new("--shifts")
    {
        Description = "Test-time augmentation: average over copies moved by up to N pixels each way",
        HelpName = "N",
        CustomParser = Number.Parse<int>,
        DefaultValueFactory = _ => 0,
    };

    private readonly Option<string?> _strings = new("--strings")
    {
        Description = "Read a folder of pictures of several digits each, with labels.tsv (columns file and text), instead of DATA",
        HelpName = "DIR",
    };

    private readonly Option<string> _mode = ReadModes.Option();

    private readonly Option<string?> _predictOnly = new("--predict-only")
    {
        Description = "Read the images of DATA, which need no labels, and write ImageId,Label as Kaggle wants it to --out",
        HelpName = "DATA",
    };

    private readonly InputOptions _input;

    private readonly Option<string?> _out = new("--out")
    {
        Description = "Folder for report.html, plots/, metrics.json and predictions.csv; with --predict-only the CSV file",
        HelpName = "PLACE",
    };

    private readonly TurnOptions _turn;

    internal EvaluateVerb()
        : base(
            "evaluate",
            "Measure how well models read labeled digits",
            "digits evaluate",
            "digits evaluate runs/train-1/model.onnx",
            "digits evaluate runs/train-1/model.onnx runs/train-2/model.onnx --data strokes --json",
            "digits evaluate runs/train-1/model.onnx --data scans/ --normalise",
            "digits evaluate lenet.onnx --resize pad",
            "digits evaluate runs/train-1/model.onnx --relabelled --corruptions --out evaluation",
            "digits evaluate --strings cheques/ --out evaluation",
            "digits evaluate runs/train-1/model.onnx --predict-only test.csv --out submission.csv")
    {
        Arguments.Add(_models.WithoutOptions());
        Add(_data);
        Add(_split);
        _turn = new TurnOptions(this);
        Add(_normalise);
        Add(_resize);
        Add(_corruptions);
        Add(_relabelled);
        Add(_shifts);
        Add(_strings);
        Add(_mode);
        Add(_predictOnly);
        _input = new InputOptions(this);
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
        string[] paths = result.GetRequiredValue(_models) is { Length: > 0 } given ? given : [BundledModel.Name];
        string? place = result.GetValue(_out);
        bool normalise = result.GetValue(_normalise);
        ResizeMode? resize = ResizeModes.Parse(result.GetValue(_resize));
        if (normalise && resize is not null)
            throw new InvalidInputException("--resize and --normalise exclude each other: a digit that is framed is scaled already. Give one of them.");
        if (result.GetValue(_predictOnly) is { } images)
        {
            PredictOnlyMode.Check(result, paths, place, _data, _split, _corruptions, _relabelled, _shifts, _strings);
            OnnxModel model = _input.Open(paths[0], result, output);
            return PredictOnlyMode.Run(paths[0], model, _turn.Source(result, images), place!, normalise, resize, output);
        }

        if (result.GetValue(_strings) is { } folder)
        {
            StringsMode.Check(result, paths, [_data, _split, _normalise, _resize, _corruptions, _relabelled, _shifts, .. _turn.All]);
            return StringsMode.Run(paths[0], _input.Open(paths[0], result, output), folder, result.GetRequiredValue(_mode), place, output);
        }

        if (result.GetResult(_mode) is { Implicit: false })
            throw new InvalidInputException("--mode says how the pictures of --strings are read; give both, or leave it out.");
        if (place is not null)
            OutputFolder.RequireWritable(place);
        int threads = output.Threads;
        OnnxModel[] models = [.. paths.Select(path => _input.Open(path, result, output))];
        if (DataLoading.Load(_turn.Source(result, result.GetRequiredValue(_data)), output, out int exitCode) is not { } data)
            return exitCode;

        bool isTrain = result.GetValue(_split) == "train";
        DigitSet set = isTrain ? data.RequireTrain() : data.RequireTest();
        bool relabelled = result.GetValue(_relabelled);
        int shifts = result.GetValue(_shifts) ?? 0;
        if (shifts is < 0 or > 5)
            throw new InvalidInputException($"--shifts {shifts} cannot be used; give 0 to 5.");
        bool corruptions = result.GetValue(_corruptions);
        Classifier[] classifiers = [.. models.Select(model => new Classifier(model, threads) { Shifts = shifts })];
        SizeFit[] fits = [.. paths.Zip(models, (path, model) => SizeFit.Of(path, model, set, data, normalise, resize, threads))];
        Dictionary<SizeFit, DigitSet> sized = fits.Distinct().ToDictionary(fit => fit, fit => fit.Apply(set));
        DigitSet[] sets = [.. fits.Select(fit => sized[fit])];
        // What is framed anew is bright on dark already.
        DigitData probed = fits.All(fit => fit.Normalizes) ? new DigitData(sets[0], null) : data;
        if (!InputRemarks.WarnOfData(_turn.Source(result, result.GetRequiredValue(_data)), probed, threads))
        {
            for (int i = 0; i < models.Length; i++)
                InputRemarks.WarnOfModel(paths[i], models[i], data, fits[i], threads);
        }

        for (int i = 0; i < models.Length; i++)
        {
            if (ClassDoubt.Of(set, paths[i], classifiers[i]) is { } doubt)
                Output.Warn(doubt);
        }

        ModelEvaluation[] evaluated =
            [.. paths.Select((path, i) => ModelEvaluation.Measure(path, classifiers[i], sets[i], relabelled, corruptions))];
        IReadOnlyList<ModelComparison> comparisons = ModelComparison.OfPairs([.. evaluated.Select(model => (model.Name, model.Predictions))]);
        if (place is not null)
            Save(place, evaluated, comparisons, isTrain, [.. paths.Zip(fits, (path, fit) => Command(result, isTrain, path, fit))], output);
        if (corruptions && place is not null)
            DrawCorruptions(place, sets[0], output);

        string part = data.Train is null || data.Test is null ? "" : isTrain ? " (train)" : " (test)";
        output.Result(
            () => evaluated.Length == 1 ? EvaluationText.Describe(paths[0], part, evaluated[0].Metrics) : EvaluationText.Compare(part, evaluated, comparisons),
            () => evaluated.Length == 1
                ? evaluated[0].Metrics.ToJson()
                : JsonSerializer.Serialize(EvaluationsDocument.Of(evaluated, comparisons), CliJson.Default.EvaluationsDocument));
        return ExitCode.Done;
    }

    /// <summary>Writes a report. Several models have a folder each, and a page that compares them.</summary>
    private static void Save(
        string folder, ModelEvaluation[] models, IReadOnlyList<ModelComparison> comparisons, bool isTrain, string[] commands, Output output)
    {
        string[] names = models.Length == 1 ? [""] : ModelNames.Of([.. models.Select(model => model.Name)]);
        for (int i = 0; i < models.Length; i++)
        {
            string place = Path.Combine(folder, names[i]);
            EvaluationReport.Save(place, models[i], commands[i], isTrain ? TrainWarning : null);
            output.Remark($"Wrote {Path.Combine(place, "report.html")}");
        }

        if (models.Length == 1)
            return;

        string path = Path.Combine(folder, "report.html");
        ComparisonReport.Entry[] entries = [.. models.Select((model, i) => new ComparisonReport.Entry(model.Name, $"{names[i]}/report.html", model.Metrics))];
        ComparisonReport.Save(path, entries, comparisons);
        output.Remark($"Wrote {path}");
    }

    /// <summary>Writes a picture of what the corruptions do.</summary>
    private static void DrawCorruptions(string folder, DigitSet set, Output output)
    {
        string path = Path.Combine(folder, "corruptions.png");
        Picture.Save(path, CorruptionSheet.Draw(set));
        output.Remark($"Wrote {path}");
    }

    /// <summary>The command that evaluates one of the models alone.</summary>
    private string Command(ParseResult result, bool isTrain, string path, SizeFit fit)
    {
        string data = result.GetRequiredValue(_data);
        string options = (data == MnistSource.Name ? "" : $" --data {ShellWord.Quote(data)}")
            + (isTrain ? " --split train" : "")
            + TurnOptions.Describe(_turn.Source(result, data))
            + (fit.Option is { } option ? $" {option}" : "")
            + (result.GetValue(_corruptions) ? " --corruptions" : "")
            + (result.GetValue(_relabelled) ? " --relabelled" : "")
            + (_input.Read(result) is { } input ? $" {InputOptions.Words(input)}" : "")
            + (_input.OutputName(result) is { } name ? $" --model-output {ShellWord.Quote(name)}" : "")
            + (result.GetValue(_shifts) is var shifts and > 0 ? $" --shifts {shifts}" : "");
        return $"digits evaluate {ShellWord.Quote(path)}{options}";
    }
}
