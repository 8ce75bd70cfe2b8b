using System.Globalization;
using Digits.Engine;
using Digits.Imaging;

namespace Digits.Reading;

/// <summary>
/// Reads a picture of one handwritten digit, of any size, dark on bright or bright on dark. Any number of threads may use one reader at once.
/// </summary>
/// <remarks>
/// A picture of the model's own size with bright ink is taken as it is, as MNIST's are. In any other the ink is found, scaled and centered as
/// <see cref="DigitNormalizer"/> does. Where no ink stands out from the ground, there is no digit.
/// </remarks>
public sealed class DigitReader
{
    private static readonly Lazy<DigitReader> _default = new(() => new DigitReader(Classifier.Default));
    private readonly Classifier _classifier;

    /// <summary>Makes a reader.</summary>
    /// <param name="classifier">Tells which digit a framed picture shows; its classes are the ten digits.</param>
    /// <exception cref="InvalidInputException">Its classes are not the ten digits.</exception>
    public DigitReader(Classifier classifier)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        classifier.RequireDigits();
        _classifier = classifier;
    }

    /// <summary>A reader with the bundled model: see <see cref="BundledModel"/>.</summary>
    public static DigitReader Default => _default.Value;

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
    /// <exception cref="InvalidInputException">The model's input is not square, and the picture is not of its size.</exception>
    public ReadPicture Read(GrayImage image, string source = "", ReadOptions? options = null, PageTrace? trace = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (LoneDigit.Find(image) is not { } found)
            return new ReadPicture(source, image.Width, image.Height, "", []);

        GrayImage frame = Frame(image, found);
        trace?.Add("digit-1", frame);
        Classification answer = _classifier.Classify(frame);
        if (answer.Confidence < options?.MinConfidence)
            return new ReadPicture(source, image.Width, image.Height, "", []);

        ReadDigit digit = new(
            answer.Class,
            answer.Confidence,
            found.Ink.Left,
            found.Ink.Top,
            found.Ink.Width,
            found.Ink.Height,
            Line: 0,
            [.. answer.Alternatives.Select(other => new DigitAlternative(other.Class, other.Probability))]);
        return new ReadPicture(source, image.Width, image.Height, digit.Digit.ToString(CultureInfo.InvariantCulture), [digit]);
    }

    private GrayImage Frame(GrayImage image, LoneDigit found)
    {
        if (!found.IsInkDark && image.Width == _classifier.Width && image.Height == _classifier.Height)
            return image;
        if (_classifier.Width != _classifier.Height)
        {
            throw new InvalidInputException(
                $"The model reads {_classifier.Width}x{_classifier.Height} pixels; pictures of other sizes are framed for square models only.");
        }

        return DigitNormalizer.Frame(found.Ink, _classifier.Width);
    }
}
