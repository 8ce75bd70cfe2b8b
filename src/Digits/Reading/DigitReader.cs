using Digits.Engine;
using Digits.Imaging;

namespace Digits.Reading;

/// <summary>
/// Reads the handwritten digits in a picture: a lone digit, a line, or a page with rows of numbers, photographed or scanned, dark on bright or bright on dark.
/// Any number of threads may use one reader at once.
/// </summary>
/// <remarks>
/// A small picture, and one that shows nothing but one digit, goes to the classifier: as it is where it has the model's own size and bright ink, as MNIST's
/// have, otherwise scaled and centered as <see cref="DigitNormalizer"/> does. In any other, rows of writing are found and read with a network of lines; digits
/// that stand alone are read by the classifier too. Where no ink stands out from the ground, there is no digit.
/// </remarks>
public sealed class DigitReader
{
    private static readonly Lazy<LineReader?> _bundledLines = new(() => BundledModel.LoadLines() is { } model ? new LineReader(model) : null);
    private static readonly Lazy<DigitReader> _default = new(() => new DigitReader(Classifier.Default));

    /// <summary>Smaller pictures that are about square show one digit, whatever their polarity.</summary>
    private const int MostSide = 40;

    /// <summary>Pictures up to this height that are wide, and whose ground is not even, are lines: fields of forms and checks.</summary>
    private const int MostLineHeight = 200;

    /// <summary>Digits of lines that are less likely are left out; a lone digit is told, with its confidence, unless it is none.</summary>
    private const double LeastConfidence = 0.3;

    /// <summary>What reaches from side to side of a picture that may show anything must be so sure.</summary>
    private const double SureOfWholePicture = 0.99;

    /// <summary>Ink that may be one digit or two is one where the two are not sure and the one is.</summary>
    private const double Unsure = 0.9, Sure = 0.95;

    /// <summary>What the classifier calls no digit with this probability is none; of MNIST's held-back training digits it is so sure of none.</summary>
    private const double SureOfNone = 0.8;

    private readonly Classifier _classifier;

    // The bundled network for lines is the larger one, so it is loaded by the first picture that may show a line.
    private readonly Lazy<RowReader> _rows;

    /// <summary>Makes a reader that reads lines with the bundled network.</summary>
    /// <param name="classifier">Tells which digit a framed picture shows; its classes are the ten digits.</param>
    /// <exception cref="InvalidInputException">Its classes are not the ten digits.</exception>
    public DigitReader(Classifier classifier)
        : this(classifier, _bundledLines)
    {
    }

    /// <summary>Makes a reader.</summary>
    /// <param name="classifier">Tells which digit a framed picture shows; its classes are the ten digits.</param>
    /// <param name="lines">A network that reads lines, as <c>digits train --recipe lines</c> makes them.</param>
    /// <exception cref="InvalidInputException">The classifier's classes are not the ten digits, or the other model does not read lines.</exception>
    public DigitReader(Classifier classifier, OnnxModel lines)
        : this(classifier, new Lazy<LineReader?>(new LineReader(lines ?? throw new ArgumentNullException(nameof(lines)))))
    {
    }

    private DigitReader(Classifier classifier, Lazy<LineReader?> lines)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        classifier.RequireDigits();
        _classifier = classifier;
        _rows = new Lazy<RowReader>(() => new RowReader(classifier, lines.Value));
    }

    /// <summary>A reader with the bundled model: see <see cref="BundledModel"/>.</summary>
    public static DigitReader Default => _default.Value;

    /// <summary>A reader with a model of one's own, and the bundled one for what that does not do.</summary>
    /// <param name="model">A classifier of the ten digits, or a network that reads lines.</param>
    /// <exception cref="InvalidInputException">The model is neither.</exception>
    public static DigitReader Of(OnnxModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return LineReader.Fits(model) ? new DigitReader(Classifier.Default, model) : new DigitReader(new Classifier(model, threads: 1));
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">A picture of a kind that <see cref="Picture"/> loads.</param>
    /// <param name="options">How it is read; the defaults where null.</param>
    /// <param name="trace">Receives the pictures that are made on the way; null for none.</param>
    /// <exception cref="InvalidInputException">The file is not such a picture, is damaged, or has too many pixels.</exception>
    public ReadPicture Read(string path, ReadOptions? options = null, PageTrace? trace = null) =>
        Read(Picture.Load(path, options?.Picture), path, options, trace);

    /// <summary>Reads a picture from a stream.</summary>
    /// <param name="stream">A picture of a kind that <see cref="Picture"/> loads, read to its end.</param>
    /// <param name="options">How it is read; the defaults where null.</param>
    /// <param name="trace">Receives the pictures that are made on the way; null for none.</param>
    /// <exception cref="InvalidInputException">The bytes are not such a picture, are damaged, or have too many pixels.</exception>
    public ReadPicture Read(Stream stream, ReadOptions? options = null, PageTrace? trace = null) =>
        Read(Picture.Load(stream, options?.Picture), "", options, trace);

    /// <summary>Reads a picture that is loaded.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="source">Where it came from, for the result.</param>
    /// <param name="options">How it is read; the defaults where null.</param>
    /// <param name="trace">Receives the pictures that are made on the way; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads is negative.</exception>
    /// <exception cref="InvalidInputException">The model's input is not square, and the picture is not of its size.</exception>
    public ReadPicture Read(GrayImage image, string source = "", ReadOptions? options = null, PageTrace? trace = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        options ??= ReadOptions.Default;
        ArgumentOutOfRangeException.ThrowIfNegative(options.Threads, nameof(options));
        ReadLine[] lines =
        [
            .. Lines(image, options, trace)
                .Select(line => line.Without(options.MinConfidence ?? 0))
                .Where(line => line.Digits.Count > 0),
        ];
        string text = string.Join('\n', lines.Select(line => string.Concat(line.Digits.Select(digit => digit.Digit))));
        ReadDigit[] digits = [.. lines.SelectMany((line, number) => line.Digits.Select(digit => digit with { Line = number }))];
        return new ReadPicture(source, image.Width, image.Height, text, digits, [.. lines.Select(line => line.Confidence)]);
    }

    private ReadLine[] Lines(GrayImage image, ReadOptions options, PageTrace? trace)
    {
        (ReadMode mode, double least) = (options.Mode, options.MinConfidence ?? LeastConfidence);
        bool isSmall = Math.Max(image.Width, image.Height) <= MostSide && Math.Max(image.Width, image.Height) < 2 * Math.Min(image.Width, image.Height);
        if (mode == ReadMode.Digit || (mode == ReadMode.Auto && isSmall))
            return AsLine(Lone(image, LoneDigit.Find(image), trace));

        PageLayout page = PageAnalysis.Analyze(image, trace);
        bool mayBeLine = mode == ReadMode.Line || (mode == ReadMode.Auto && image.Width > image.Height && image.Height <= MostLineHeight);
        if (mayBeLine && !page.IsClean)
            return [_rows.Value.ReadWhole(page, trace).Without(least)];
        ReadLine[] lines = [.. ReadRows(page, options.Threads, trace).Select(line => line.Without(least))];
        if (mayBeLine && (page.Rows.Count != 1 || lines.Length == 0))
        {
            // On an even ground rows are known, but strokes of one line that lie apart look like several.
            ReadLine whole = _rows.Value.ReadWhole(page, trace);
            if (mode == ReadMode.Line || whole.Confidence > Confidence(lines))
                return [whole.Without(least)];
        }

        if (mode != ReadMode.Auto || !(MayBeLoneDigit(page) || LoneInk.MayBeOneDigit(page)))
            return lines;
        // One digit, or one that is broken: what the row was read as is not sure, and as a whole it is.
        LoneDigit? found = LoneDigit.Find(image);
        ReadDigit? lone = Lone(image, found, trace);
        ReadDigit[] digits = [.. lines.SelectMany(line => line.Digits)];
        if (digits.Length >= 2 && !(digits.Min(digit => digit.Confidence) < Unsure && lone is { Confidence: > Sure }))
            return lines;
        return AsLine(FewDigits.MayShowAnything(image) && !IsSure(image, found, lone) ? null : lone);
    }

    private IEnumerable<ReadLine> ReadRows(PageLayout page, int threads, PageTrace? trace)
    {
        // A trace keeps the order in which the pictures are made.
        int most = trace is not null ? 1 : threads == 0 ? Environment.ProcessorCount : threads;
        RowReading[] rows = OrderedWork.Run([.. page.Rows.Select((row, line) => (row, line))], at => _rows.Value.Read(page, at.row, at.line, trace), most);
        IReadOnlyList<RowReading> numbers = OddRows.Without(rows, page.IsClean);
        return numbers.Count == 0 || FewDigits.AreNone(page, numbers) ? [] : numbers.Select(row => row.Line);
    }

    /// <summary>The probability that all lines are right; that there is none at all is as likely as not.</summary>
    private static double Confidence(ReadLine[] lines) => lines.Length == 0 ? 0.5 : lines.Aggregate(1.0, (product, line) => product * line.Confidence);

    /// <summary>Whether all that was found may be one digit: it is not wider than high.</summary>
    private static bool MayBeLoneDigit(PageLayout page)
    {
        if (!page.IsClean || page.Rows.Count != 1)
            return false;
        WritingRow row = page.Rows[0];
        int height = row.Bodies.Max(body => body.Bottom) - row.Bodies.Min(body => body.Top);
        return row.Right - row.Left < 1.1 * height;
    }

    private static ReadLine[] AsLine(ReadDigit? digit) => digit is null ? [] : [new ReadLine([digit], digit.Confidence)];

    /// <summary>
    /// Whether what a photograph shows is sure to be a digit: a coin is none, and what reaches over the whole picture is mostly an edge in it.
    /// </summary>
    private static bool IsSure(GrayImage image, LoneDigit? found, ReadDigit? lone)
        => found is { IsSolid: false } && lone is not null && lone.Confidence >= (found.Spans(image) ? SureOfWholePicture : FewDigits.LeastSureFew);

    private ReadDigit? Lone(GrayImage image, LoneDigit? found, PageTrace? trace)
    {
        if (found is null)
            return null;

        GrayImage frame = Frame(image, found);
        trace?.Add("digit-1", frame);
        Classification answer = _classifier.Classify(frame);
        if (answer.None > SureOfNone)
            return null;
        return new ReadDigit(
            answer.Class,
            answer.Confidence,
            found.Ink.Left,
            found.Ink.Top,
            found.Ink.Width,
            found.Ink.Height,
            Line: 0,
            [.. answer.Alternatives.Select(other => new DigitAlternative(other.Class, other.Probability))]);
    }

    private GrayImage Frame(GrayImage image, LoneDigit found)
    {
        // MNIST's digits fill 20 of 28 pixels one way or the other; a much smaller one is only a picture of that size and has to be framed.
        bool isLarge = 7 * Math.Max(found.Ink.Width, found.Ink.Height) >= 4 * image.Height;
        if (!found.IsInkDark && isLarge && image.Width == _classifier.Width && image.Height == _classifier.Height)
            return image;
        if (_classifier.Width != _classifier.Height)
        {
            throw new InvalidInputException(
                $"The model reads {_classifier.Width}x{_classifier.Height} pixels; pictures of other sizes are framed for square models only.");
        }

        return DigitNormalizer.Frame(found.Ink, _classifier.Width);
    }
}
