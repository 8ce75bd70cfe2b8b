using System.CommandLine;
using System.Text.Json;
using Digits.Cli.Json;
using Digits.Data;
using Digits.Engine;

namespace Digits.Cli.Verbs;

/// <summary><c>digits data export</c>: writes a data set in a format that other programs read.</summary>
internal sealed class DataExportVerb : Verb
{
    private readonly Argument<string> _name = new("data") { HelpName = "DATA", Description = DataLoading.Help };

    private readonly Option<string> _out = new("--out")
    {
        Description = "File or folder to write: a file for npz, and for csv and parquet where the name ends so",
        HelpName = "PLACE",
        Required = true,
    };

    private readonly Option<string?> _format = new("--format") { Description = "Format [default: as the ending of --out says]", HelpName = "FORMAT" };

    private readonly Option<string?> _split = new("--split") { Description = "Write only this part", HelpName = "PART" };

    private readonly Option<int?> _limit = new("--limit")
    {
        Description = "Write only the first N images of each part",
        HelpName = "N",
        CustomParser = Number.Parse<int>,
    };

    private readonly Option<bool> _overwrite = new("--overwrite") { Description = "Replace what stands in --out" };

    private readonly TurnOptions _turn;

    internal DataExportVerb()
        : base(
            "export",
            "Write a data set as IDX, CSV, npz, Parquet or a folder of PNG",
            "digits data export mnist --out mnist.npz",
            "digits data export scans/ --out scans-idx --format idx",
            "digits data export mnist --split test --out test.csv")
    {
        _format.AcceptOnlyFromAmong([.. Enum.GetNames<ExportFormat>().Select(name => name.ToLowerInvariant())]);
        _split.AcceptOnlyFromAmong("train", "test");
        Arguments.Add(_name.WithoutOptions());
        Add(_out);
        Add(_format);
        Add(_split);
        Add(_limit);
        Add(_overwrite);
        _turn = new TurnOptions(this);
    }

    /// <inheritdoc />
    protected override int Run(ParseResult result, Output output)
    {
        string place = result.GetRequiredValue(_out);
        ExportFormat format = result.GetValue(_format) is { } given
            ? Enum.Parse<ExportFormat>(given, ignoreCase: true)
            : DataExport.FormatOf(place)
                ?? throw new InvalidInputException($"--out {place} does not tell the format; give --format idx, csv, npz, parquet or png.");
        int? limit = result.GetValue(_limit);
        if (limit < 1)
            throw new InvalidInputException($"--limit {limit} cannot be used; give at least 1.");
        bool overwrite = result.GetValue(_overwrite);
        if (!overwrite && (File.Exists(place) || (Directory.Exists(place) && Directory.EnumerateFileSystemEntries(place).Any())))
            throw new InvalidInputException($"{place}: is there already; choose another place with --out, or give --overwrite to replace it.");
        OutputFolder.RequireWritable(Path.GetDirectoryName(Path.GetFullPath(place))!);
        using Interruption interruption = new();
        if (DataLoading.Load(_turn.Source(result, result.GetRequiredValue(_name)), output, interruption) is not { } data)
            return interruption.ExitCode;

        int kept = data.Validation?.Count ?? 0;
        data = Chosen(data, result.GetValue(_split), limit) with { Validation = null };
        IReadOnlyList<string> files;
        try
        {
            files = DataExport.Write(data, place, format, overwrite, interruption.Token);
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            Output.Warn("digits: interrupted; nothing was written.");
            return interruption.ExitCode;
        }

        if (format == ExportFormat.Csv && !ClassNames.AreNumbers((data.Train ?? data.Test)!.LabelNames))
            output.Remark("CSV has no place for the names of the classes; the labels are their numbers.");
        if (kept > 0)
            output.Remark($"The {kept:N0} images that the set keeps for validation are not written.");
        DataExportDocument document = new(
            (data.Train ?? data.Test)!.Name,
            format.ToString().ToLowerInvariant(),
            place,
            data.Train?.Count ?? 0,
            data.Test?.Count ?? 0,
            files);
        output.Result(
            () => $"{document.Name}: {DataDescription.Parts(data)}, written as {document.Format} to\n{string.Join('\n', files)}",
            () => JsonSerializer.Serialize(document, CliJson.Default.DataExportDocument));
        return ExitCode.Done;
    }

    private static DigitData Chosen(DigitData data, string? split, int? limit)
    {
        data = split switch
        {
            "train" when data.Train is null => throw new InvalidInputException("the set has no training images; leave out --split."),
            "test" when data.Test is null => throw new InvalidInputException("the set has no test images of its own; leave out --split."),
            "train" => data with { Test = null },
            "test" => data with { Train = null },
            _ => data,
        };
        if (limit is not { } count)
            return data;
        if (new[] { data.Train, data.Test }.FirstOrDefault(set => set is { IsSorted: true } && count < set.Count) is { } sorted)
            throw new InvalidInputException($"--limit takes the first images, and those of {sorted.Name} come class by class; leave it out.");
        return data with { Train = data.Train?.Take(count), Test = data.Test?.Take(count) };
    }
}
