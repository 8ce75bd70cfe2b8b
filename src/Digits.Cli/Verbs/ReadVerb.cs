using System.CommandLine;
using System.Text.Json;
using Digits.Cli.Display;
using Digits.Cli.Json;
using Digits.Engine;
using Digits.Reading;

namespace Digits.Cli.Verbs;

/// <summary><c>digits read</c>: reads the digits in pictures.</summary>
internal sealed class ReadVerb : Verb
{
    private readonly Argument<string[]> _pictures = new("picture")
    {
        HelpName = "PICTURE",
        Description = "Files (PNG, JPEG, TIFF, WebP, BMP, GIF), folders with all below them, patterns such as 'scans/*.jpg', or - for standard input",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> _mode = ReadModes.Option();

    private readonly Option<double?> _minConfidence = new("--min-confidence")
    {
        Description = "Leave out digits with a lower confidence, 0 to 1 [default: what suits the model]",
        HelpName = "X",
        CustomParser = Number.Parse<double>,
    };

    private readonly Option<string?> _annotate = new("--annotate")
    {
        Description = "Folder for the pictures with boxes, digits and confidence drawn on them",
        HelpName = "DIR",
    };

    private readonly Option<string?> _crops = new("--crops") { Description = "Folder for a picture of each row and each digit", HelpName = "DIR" };

    private readonly Option<string?> _explain = new("--explain") { Description = "Folder for the pictures that are made on the way", HelpName = "DIR" };

    private readonly Option<string> _model = new("--model")
    {
        Description = "ONNX file to read single digits with, or the bundled model",
        HelpName = "MODEL",
        DefaultValueFactory = _ => BundledModel.Name,
    };

    private readonly InputOptions _input;

    private readonly Option<bool> _plain = new("--plain") { Description = "Print the digits alone, a line for each picture; - where there is none" };

    private readonly Option<bool> _tsv = new("--tsv") { Description = "Print tab-separated values, a line for each row of digits" };

    internal ReadVerb()
        : base(
            "read",
            "Read the digits in pictures",
            "digits read photo.jpg",
            "digits read scans/ --tsv > numbers.tsv",
            "digits read cheque.png --mode line --json",
            "digits read photo.jpg --annotate seen --explain why",
            "pdftoppm -r 200 -png form.pdf form && digits read form*.png",
            "digits read - < photo.jpg")
    {
        Arguments.Add(_pictures.WithoutOptions());
        Add(_mode);
        Add(_minConfidence);
        Add(_annotate);
        Add(_crops);
        Add(_explain);
        Add(_model);
        _input = new InputOptions(this);
        Add(_plain);
        Add(_tsv);
    }

    /// <inheritdoc />
    protected override int Run(ParseResult result, Output output)
    {
        Check(result, output);
        PictureOutputs outputs = new(result.GetValue(_annotate), result.GetValue(_crops), result.GetValue(_explain));
        foreach (string folder in outputs.Folders)
            OutputFolder.RequireWritable(folder);
        IReadOnlyList<PictureSource> sources = PictureSources.Find(result.GetRequiredValue(_pictures));
        int threads = output.Threads == 0 ? Environment.ProcessorCount : output.Threads;
        ReadOptions options = new()
        {
            Mode = ReadModes.Parse(result.GetRequiredValue(_mode)),
            MinConfidence = result.GetValue(_minConfidence),
            // Threads share pictures first, and what is left of them the rows of a picture.
            Threads = Math.Max(1, threads / Math.Max(1, sources.Count)),
        };
        DigitReader reader = DigitReader.Of(_input.Open(result.GetRequiredValue(_model), result, output));
        PictureReading reading = new(reader, options, outputs);
        using Interruption interruption = new();
        SourceReading?[] readings = new SourceReading?[sources.Count];
        try
        {
            using CountDisplay? display = CountDisplay.For(output, "files", sources.Count);
            OrderedWork.Run([.. Enumerable.Range(0, sources.Count)], i => readings[i] = reading.Read(sources[i]), threads, display, interruption.Token);
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            Output.Warn($"digits: interrupted after {readings.Count(read => read is not null)} of {sources.Count} files.");
        }

        Show([.. readings.OfType<SourceReading>()], result, output);
        if (interruption.Token.IsCancellationRequested)
            return interruption.ExitCode;
        return readings.Any(read => read?.Problem is not null) ? ExitCode.BadInput : ExitCode.Done;
    }

    private void Check(ParseResult result, Output output)
    {
        Option[] formats = [.. new Option[] { _plain, _tsv }.Where(option => result.GetValue((Option<bool>)option))];
        if (formats.Length + (output.Json ? 1 : 0) > 1)
            throw new InvalidInputException("--plain, --tsv and --json exclude one another; give one of them.");
        if (result.GetValue(_minConfidence) is < 0 or > 1 or double.NaN)
            throw new InvalidInputException($"--min-confidence {result.GetValue(_minConfidence)} cannot be used; give 0 to 1.");
    }

    private void Show(SourceReading[] readings, ParseResult result, Output output)
    {
        ReadPicture[] pictures = [.. readings.SelectMany(read => read.Pages)];
        if (pictures.Length > 0)
        {
            output.Result(
                () => result.GetValue(_plain) ? ReadText.Plain(pictures) : result.GetValue(_tsv) ? ReadText.Tsv(pictures) : ReadText.Table(pictures),
                () => JsonSerializer.Serialize(new ReadDocument(pictures), CliJson.Default.ReadDocument));
        }

        foreach (SourceReading read in readings.Where(read => read.Problem is not null))
            Output.Warn($"digits: {read.Problem}");
    }
}
