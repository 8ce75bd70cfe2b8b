using System.CommandLine;
using System.Text.Json;
using Digits.Cli.Display;
using Digits.Cli.Json;
using Digits.Data;
using Digits.Engine;

namespace Digits.Cli.Verbs;

/// <summary><c>digits data strings</c>: writes numbers that a program draws.</summary>
internal sealed class DataStringsVerb : Verb
{
    private const int MostCount = 1_000_000;

    private readonly Option<string> _out = new("--out")
    {
        Description = "Folder for the pictures, labels.tsv and contact-sheet.png",
        HelpName = "DIR",
        Required = true,
    };

    private readonly Option<int?> _count = new("--count")
    {
        Description = "How many pictures",
        HelpName = "N",
        DefaultValueFactory = _ => 200,
        CustomParser = Number.Parse<int>,
    };

    private readonly Option<ulong?> _seed = new("--seed")
    {
        Description = "Chooses the pictures",
        HelpName = "N",
        DefaultValueFactory = _ => 0,
        CustomParser = Number.Parse<ulong>,
    };

    private readonly Option<string> _data = new("--data")
    {
        Description = "Whose training digits are written after: mnist or a path to 28x28 images",
        HelpName = "DATA",
        DefaultValueFactory = _ => MnistSource.Name,
    };

    private readonly TurnOptions _turn;

    internal DataStringsVerb()
        : base(
            "strings",
            "Write pictures of handwritten numbers that a program draws, with labels.tsv",
            "digits data strings --out drawn && digits evaluate --strings drawn",
            "digits data strings --out drawn --count 1000 --seed 7")
    {
        Add(_out);
        Add(_count);
        Add(_seed);
        Add(_data);
        _turn = new TurnOptions(this);
    }

    /// <inheritdoc />
    protected override int Run(ParseResult result, Output output)
    {
        string folder = result.GetRequiredValue(_out);
        int count = result.GetRequiredValue(_count)!.Value;
        if (count is < 1 or > MostCount)
            throw new InvalidInputException($"--count {count} cannot be used; give 1 to {MostCount:N0}.");
        OutputFolder.RequireWritable(folder);
        using Interruption interruption = new();
        if (DataLoading.Load(_turn.Source(result, result.GetRequiredValue(_data)), output, interruption) is not { } data)
            return interruption.ExitCode;

        DigitSet examples = data.RequireTrain();
        bool hasAllDigits = Enumerable.Range(0, 10).All(digit => examples.Labels.Contains((byte)digit));
        if ((examples.Rows, examples.Columns) != (28, 28) || !hasAllDigits)
            throw new InvalidInputException($"{examples.Name}: numbers are written after labeled images of 28x28 pixels of all ten digits.");
        ulong seed = result.GetRequiredValue(_seed)!.Value;
        StringFolder written;
        try
        {
            using CountDisplay? display = CountDisplay.For(output, "pictures", count);
            written = DrawnStrings.Write(folder, examples, count, seed, output.Threads, display, interruption.Token);
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            Output.Warn($"digits: interrupted; the pictures so far are in {folder}, without labels.");
            return interruption.ExitCode;
        }

        DataStringsDocument document = new(
            folder,
            written.Strings.Count,
            written.Strings.Sum(one => one.Text.Length),
            seed,
            Path.Combine(folder, StringFolder.LabelsFile),
            Path.Combine(folder, DrawnStrings.SheetFile));
        output.Result(
            () => $"{document.Images:N0} pictures with {document.Digits:N0} digits are in {folder}; {document.Labels} says what they say, "
                + $"and {document.Sheet} shows many at once.",
            () => JsonSerializer.Serialize(document, CliJson.Default.DataStringsDocument));
        return ExitCode.Done;
    }
}
