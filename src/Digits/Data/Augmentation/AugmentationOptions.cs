using System.Globalization;
using Digits.Engine;

namespace Digits.Data;

/// <summary>
/// How much training images are changed at random, again in each epoch. Everything is 0, and so off, by default. Each image gets its own draw.
/// </summary>
public sealed record AugmentationOptions
{
    /// <summary>Shift in pixels, uniform up to this much in each direction.</summary>
    public double Shift { get; init; }

    /// <summary>Rotation in degrees, uniform up to this much either way.</summary>
    public double Rotate { get; init; }

    /// <summary>Size: 0.1 for a factor from 1/1.1 to 1.1, the same for width and height.</summary>
    public double Scale { get; init; }

    /// <summary>Width against height: 0.1 for a factor from 1/1.1 to 1.1.</summary>
    public double Stretch { get; init; }

    /// <summary>Slant: the tangent of the angle, uniform up to this much either way.</summary>
    public double Shear { get; init; }

    /// <summary>
    /// Elastic distortion: the standard deviation in pixels of the displacements of a coarse grid (every 7 pixels), smoothly continued in between
    /// (after Simard, Steinkraus and Platt, "Best practices for convolutional neural networks applied to visual document analysis", 2003).
    /// </summary>
    public double Elastic { get; init; }

    /// <summary>Thickness of the strokes: 1 for anything from one pixel thinner on each side to one thicker.</summary>
    public double Thickness { get; init; }

    /// <summary>
    /// The probability that the digit is stretched until its width is nearer to its height, as in sets whose digits were cut out and made square.
    /// </summary>
    public double Fill { get; init; }

    /// <summary>
    /// The probability that a shifted, turned, scaled or distorted image is sampled by cubic convolution (Keys, "Cubic convolution interpolation for digital
    /// image processing", 1981), which leaves strokes as sharp as they were, instead of linear blending, which softens them.
    /// </summary>
    public double Cubic { get; init; }

    /// <summary>
    /// The probability that something that does not belong to the digit reaches in at a side: a scrap of a ruled line, of a box or of a neighbor.
    /// </summary>
    public double Intrude { get; init; }

    /// <summary>Low resolution: 1 for a picture that was reduced by a factor from 1 to 2 and enlarged again.</summary>
    public double Coarse { get; init; }

    /// <summary>The probability that the pixels become black or white; where the resolution is reduced, the reduced ones do.</summary>
    public double Binary { get; init; }

    /// <summary>Contrast, in half of the images: the ground becomes brighter than black and the ink darker than white, each uniform up to this much.</summary>
    public double Contrast { get; init; }

    /// <summary>
    /// Noise, in half of the images: either gray, with a standard deviation that is uniform up to this value, or black and white pixels, whose share is uniform
    /// up to half of it.
    /// </summary>
    public double Noise { get; init; }

    /// <summary>The probability that a rectangle of a twentieth to a quarter of the picture is made blank.</summary>
    public double Erase { get; init; }

    /// <summary>The side in pixels of a square that is made blank at a random place, in every image.</summary>
    public double Cutout { get; init; }

    /// <summary>
    /// The parameter of the beta distribution by which two images and their labels are blended (Zhang et al., "mixup: Beyond empirical risk minimization",
    /// 2018).
    /// </summary>
    public double Mixup { get; init; }

    /// <summary>The names of all changes, as <see cref="Parse"/> reads them.</summary>
    public static IEnumerable<string> Names => AugmentationOption.All.Select(option => option.Name);

    /// <summary>Whether nothing is changed.</summary>
    public bool IsNone => this == new AugmentationOptions();

    /// <summary>The same with one change by its name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="value">How much.</param>
    /// <exception cref="InvalidOptionException">There is no such change, or the value is out of its range.</exception>
    public AugmentationOptions With(string name, double value) => With(name, value, string.Create(CultureInfo.InvariantCulture, $"{name}={value}"));

    private AugmentationOptions With(string name, double value, string written)
    {
        AugmentationOption option = AugmentationOption.All.FirstOrDefault(known => known.Name == name)
            ?? throw new InvalidOptionException("augment", $"has the unknown change '{name}'; {NearestName.Hint(name, [.. Names])}");
        return value >= 0 && value <= option.Most
            ? option.Set(this, value)
            : throw new InvalidOptionException(
                "augment", string.Create(CultureInfo.InvariantCulture, $"{written} cannot be used; give {name}=X with X from 0 to {option.Most}."));
    }

    /// <summary>A third of everything but <see cref="Cubic"/> and <see cref="Mixup"/>.</summary>
    internal AugmentationOptions Milder() => AugmentationOption.All.Where(option => option.Name is not ("cubic" or "mixup"))
        .Aggregate(this, (options, option) => option.Set(options, option.Get(options) / 3));

    /// <summary>A set as one epoch of training would see it, but for <see cref="Mixup"/>: to look at.</summary>
    /// <param name="set">The images.</param>
    /// <param name="seed">The seed of the training.</param>
    public DigitSet Apply(DigitSet set, ulong seed = 0)
    {
        ArgumentNullException.ThrowIfNull(set);
        Augmenter augmenter = new(this, set.Rows, set.Columns);
        int area = set.Rows * set.Columns;
        float[] image = new float[area];
        byte[] pixels = new byte[set.Pixels.Length];
        for (int i = 0; i < set.Count; i++)
        {
            ReadOnlySpan<byte> source = set.Image(i);
            for (int p = 0; p < area; p++)
                image[p] = source[p] / 255f;

            augmenter.Apply(image, image, seed, (ulong)i);
            for (int p = 0; p < area; p++)
                pixels[(i * area) + p] = (byte)MathF.Round(255 * image[p]);
        }

        return set.With(pixels, set.IsLabeled ? set.Labels.ToArray() : null);
    }

    /// <summary>Reads what <see cref="ToString"/> writes: <c>shift=2,rotate=10</c>; nothing for no change.</summary>
    /// <exception cref="DigitsException">A name is unknown or given twice, or a value is out of its range.</exception>
    public static AugmentationOptions Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        AugmentationOptions options = new();
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (string part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] sides = part.Split('=', StringSplitOptions.TrimEntries);
            if (Names.Contains(sides[0]) && !seen.Add(sides[0]))
                throw new InvalidOptionException("augment", $"gives {sides[0]} twice; leave one out.");

            // Anything but a number is out of every range.
            bool isNumber = double.TryParse(sides.Length == 2 ? sides[1] : "", NumberStyles.Float, CultureInfo.InvariantCulture, out double number);
            double value = isNumber ? number : double.NaN;
            options = options.With(sides[0], value, part);
        }

        return options;
    }

    /// <summary>What is not 0, as <see cref="Parse"/> reads it.</summary>
    public override string ToString() => string.Join(
        ',',
        AugmentationOption.All.Where(option => option.Get(this) > 0)
            .Select(option => string.Create(CultureInfo.InvariantCulture, $"{option.Name}={option.Get(this)}")));
}
