using System.CommandLine;
using System.Text;
using System.Text.Json;
using Digits.Cli.Json;
using Digits.Data;
using Digits.Imaging;

namespace Digits.Cli.Verbs;

/// <summary><c>digits data info</c>: shows what a data set is made of.</summary>
internal sealed class DataInfoVerb : Verb
{
    private readonly Argument<string> _name = new("data")
    {
        HelpName = "DATA",
        Description = DataLoading.Help,
        DefaultValueFactory = _ => MnistSource.Name,
    };

    private readonly Option<string?> _out = new("--out") { Description = "PNG file for the picture of examples [default: DATA-sheet.png]", HelpName = "FILE" };

    private readonly Option<string?> _augment = new("--augment")
    {
        Description = "Show the examples as training with this --augment would see them, such as shift=2,rotate=10",
        HelpName = "CHANGES",
    };

    private readonly Option<bool> _normalise = new("--normalise") { Description = "Show the examples framed as MNIST's are, as evaluate --normalise does" };

    private readonly TurnOptions _turn;

    internal DataInfoVerb()
        : base("info", "Count a data set's digits and draw a picture of examples", "digits data info mnist", "digits data info scans/ --out scans.png")
    {
        Arguments.Add(_name.WithoutOptions());
        Add(_out);
        Add(_augment);
        Add(_normalise);
        _turn = new TurnOptions(this);
    }

    /// <inheritdoc />
    protected override int Run(ParseResult result, Output output)
    {
        if (DataLoading.Load(_turn.Source(result, result.GetRequiredValue(_name)), output, out int exitCode, saysNotes: false) is not { } data)
            return exitCode;

        DigitSet any = (data.Train ?? data.Test)!;
        string sheet = result.GetValue(_out) ?? $"{any.Name}-sheet.png";
        DataInfoDocument document = new(any.Name, DataDescription.Location(any), Statistics(data.Train), Statistics(data.Test), sheet)
        {
            Validation = Statistics(data.Validation),
            Format = data.Format,
            Notes = data.Notes,
        };
        DigitSet framed = result.GetValue(_normalise) ? any.Normalize() : any;
        DigitSet examples = result.GetValue(_augment) is { } augment ? AugmentationOptions.Parse(augment).Apply(framed) : framed;
        Picture.Save(sheet, ContactSheet.Draw(examples));
        DigitData shown = result.GetValue(_normalise) ? new DigitData(framed, null) : data;
        InputRemarks.WarnOfData(_turn.Source(result, result.GetRequiredValue(_name)), shown, output.Threads);
        output.Result(() => Describe(document), () => JsonSerializer.Serialize(document, CliJson.Default.DataInfoDocument));
        return ExitCode.Done;
    }

    private static DigitStatistics? Statistics(DigitSet? set) => set is null ? null : DigitStatistics.Of(set);

    private static string Describe(DataInfoDocument document)
    {
        (string Name, DigitStatistics Numbers)[] parts = [.. new[] { ("train", document.Train), ("validation", document.Validation), ("test", document.Test) }
            .Where(part => part.Item2 is not null)
            .Select(part => (part.Item1, part.Item2!)),];
        IReadOnlyList<string> labels = parts.Select(part => part.Numbers.Labels ?? []).MaxBy(names => names.Count)!;
        List<List<string>> rows = [[labels.Count > 10 || !ClassNames.AreNumbers(labels) ? "Class" : "Digit", .. parts.Select(part => part.Name)]];
        for (int label = 0; label < labels.Count; label++)
            rows.Add([labels[label], .. parts.Select(part => part.Numbers.PerClass is { } counts ? $"{counts.ElementAtOrDefault(label):N0}" : "?")]);
        rows.Add(["All", .. parts.Select(part => $"{part.Numbers.Count:N0}")]);
        rows.Add([.. rows[0].Select(_ => "")]);
        rows.Add(["Size", .. parts.Select(part => $"{part.Numbers.Columns}x{part.Numbers.Rows}")]);
        rows.Add(["Mean", .. parts.Select(part => $"{part.Numbers.Mean:0.0000}")]);
        rows.Add(["Deviation", .. parts.Select(part => $"{part.Numbers.StandardDeviation:0.0000}")]);

        StringBuilder text = new();
        text.AppendLine(document.Path is null ? $"{document.Name}, drawn by this program" : $"{document.Name}, from {document.Path}");
        if (document.Format is { } format)
            text.AppendLine($"Recognised as {format}.");
        foreach (string note in document.Notes)
            text.AppendLine(note);
        text.AppendLine().Append(TextTable.Format(rows)).AppendLine();
        text.AppendLine("Mean and deviation are of the pixels, 0 dark to 1 bright.");
        text.Append($"Examples are in {document.Sheet}");
        return text.ToString();
    }
}
