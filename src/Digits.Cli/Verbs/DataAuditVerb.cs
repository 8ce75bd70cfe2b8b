using System.CommandLine;
using System.Text.Json;
using Digits.Cli.Display;
using Digits.Cli.Json;
using Digits.Data;
using Digits.Engine;
using Digits.Evaluation;
using Digits.Reports;
using Digits.Training;

namespace Digits.Cli.Verbs;

/// <summary><c>digits data audit</c>: finds the training images whose label may be wrong.</summary>
internal sealed class DataAuditVerb : Verb
{
    private const int Listed = 10;

    private readonly Option<string> _data = new("--data")
    {
        Description = DataLoading.Help,
        HelpName = "DATA",
        DefaultValueFactory = _ => MnistSource.Name,
    };

    private readonly Option<string> _model = new("--model")
    {
        Description = ModelLoading.TrainedDescription,
        HelpName = "NAME",
        DefaultValueFactory = _ => new RunConfiguration().Model,
    };

    private readonly Option<int?> _epochs = new("--epochs")
    {
        Description = "Passes over the training images of a fold",
        HelpName = "N",
        DefaultValueFactory = _ => 4,
        CustomParser = Number.Parse<int>,
    };

    private readonly Option<int?> _folds = new("--folds")
    {
        Description = "Parts; each is read by a network trained on the others",
        HelpName = "N",
        DefaultValueFactory = _ => 5,
        CustomParser = Number.Parse<int>,
    };

    private readonly Option<ulong?> _seed = new("--seed")
    {
        Description = "Chooses folds, weights, order and dropout",
        HelpName = "N",
        DefaultValueFactory = _ => 0,
        CustomParser = Number.Parse<ulong>,
    };

    private readonly Option<int?> _limit = new("--limit")
    {
        Description = "Use only the first N training images",
        HelpName = "N",
        CustomParser = Number.Parse<int>,
    };

    private readonly Option<string?> _out = new("--out") { Description = "Folder for suspects.csv and suspects.svg [default: DATA-audit]", HelpName = "DIR" };

    private readonly TurnOptions _turn;

    internal DataAuditVerb()
        : base(
            "audit",
            "Find training images whose label may be wrong",
            "digits data audit --data scans/ --out audit",
            "digits data audit")
    {
        Add(_data);
        _turn = new TurnOptions(this);
        Add(_model);
        Add(_epochs);
        Add(_folds);
        Add(_seed);
        Add(_limit);
        Add(_out);
    }

    /// <inheritdoc />
    protected override int Run(ParseResult result, Output output)
    {
        RunConfiguration configuration = new()
        {
            Data = result.GetRequiredValue(_data),
            Epochs = result.GetRequiredValue(_epochs)!.Value,
            Seed = result.GetRequiredValue(_seed)!.Value,
            Limit = result.GetValue(_limit),
        };
        configuration = _turn.Turn(result, configuration.WithModel(result.GetRequiredValue(_model)));
        configuration.Check();
        int folds = result.GetRequiredValue(_folds)!.Value;
        if (folds < 2)
            throw new InvalidInputException($"--folds {folds} cannot be used; give at least 2.");
        using Interruption interruption = new();
        if (DataLoading.Load(configuration, output, interruption) is not { } data)
            return interruption.ExitCode;

        DigitSet set = data.RequireTrain();
        if (configuration.Limit < set.Count && set.IsSorted)
            throw new InvalidInputException($"--limit takes the first images, and those of {set.Name} come class by class or source by source; leave it out.");

        set = set.Take(configuration.Limit ?? int.MaxValue);
        string folder = result.GetValue(_out) ?? $"{set.Name}-audit";
        OutputFolder.RequireWritable(folder);
        LabelAudit audit;
        try
        {
            audit = LabelAudit.Of(CrossValidation.Predict(set, configuration, folds, output.Threads, Display, interruption.Token));
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            Output.Warn("digits: interrupted; nothing was written.");
            return interruption.ExitCode;
        }

        DataAuditDocument document = new(
            set.Name,
            audit.Images,
            configuration.Model,
            configuration.Epochs,
            folds,
            configuration.Seed,
            audit.Agreement,
            Path.Combine(folder, "suspects.csv"),
            Path.Combine(folder, "suspects.svg"),
            audit.Suspects);
        audit.SaveCsv(document.Csv, set.LabelNames);
        SuspectGallery.Create(set, audit).Save(document.Gallery);
        output.Result(() => Describe(document, set.LabelNames), () => JsonSerializer.Serialize(document, CliJson.Default.DataAuditDocument));
        return ExitCode.Done;

        Callback[] Display(int fold)
        {
            output.Remark($"fold {fold}/{folds}");
            return output.Quiet ? [] : [new PlainTrainingDisplay(configuration.Epochs)];
        }
    }

    private static string Describe(DataAuditDocument document, IReadOnlyList<string> labelNames)
    {
        int count = document.Suspects.Count;
        string list = TextTable.Format(
        [
            ["Image", "label", "read as", "probability"],
            .. document.Suspects.Take(Listed).Select(s => (string[])
                [$"{s.Index}", labelNames[s.Label], labelNames[s.Predicted], Figures.Share(s.PredictedProbability)]),
        ]);
        return $"""
            {count:N0} of {document.Images:N0} labels of {document.Data} are contradicted by networks that had not seen the image.
            {(count > 0 ? $"\nThe most suspicious:\n\n{list}" : "")}
            All are listed in {document.Csv}, the first drawn in {document.Gallery}
            """.ReplaceLineEndings();
    }
}
