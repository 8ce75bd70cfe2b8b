using Digits.Engine;

namespace Digits.Data;

/// <summary>
/// The fifteen corruptions of MNIST-C (Mu and Gilmer, "MNIST-C: A Robustness Benchmark for Computer Vision", 2019), each at the one strength at which
/// that set was published. Own implementations of the same effects: an error measured on them stands beside one on the published files, but the pixels differ.
/// </summary>
/// <remarks>
/// Lengths in pixels are those for 28x28 and grow with the image's shorter side. The same seed gives the same bytes on every machine, with any number of
/// threads.
/// </remarks>
public static class Corruptions
{
    /// <summary>Streams of random numbers kept for an image.</summary>
    internal const ulong Streams = 16;

    private const int LeastSide = 8;

    /// <summary>All of them, in the order of the publication.</summary>
    public static IReadOnlyList<Corruption> All { get; } =
    [
        new("shot_noise", 0, ShotNoise.Apply),
        new("impulse_noise", 1, ImpulseNoise.Apply),
        new("glass_blur", 2, GlassBlur.Apply),
        new("motion_blur", 3, MotionBlur.Apply),
        new("shear", 4, AffineCorruptions.Shear),
        new("scale", 5, AffineCorruptions.Scale),
        new("rotate", 6, AffineCorruptions.Rotate),
        new("brightness", 7, Brightness.Apply),
        new("translate", 8, AffineCorruptions.Translate),
        new("stripe", 9, Stripe.Apply),
        new("fog", 10, Fog.Apply),
        new("spatter", 11, Spatter.Apply),
        new("dotted_line", 12, DottedLine.Apply),
        new("zigzag", 13, Zigzag.Apply),
        new("canny_edges", 14, CannyEdges.Apply),
    ];

    /// <summary>Corrupts every image of a set.</summary>
    /// <param name="set">The images, at least 8x8, as stored (ink bright on dark).</param>
    /// <param name="name">The corruption's name, e.g. <c>shot_noise</c>.</param>
    /// <param name="seed">Chooses what is random. An image's numbers follow from the seed and its place in the set.</param>
    /// <returns>A new set with the same labels, named e.g. <c>mnist, shot_noise</c>.</returns>
    /// <exception cref="DigitsException">There is no such corruption, or the images are too small.</exception>
    public static DigitSet Apply(DigitSet set, string name, ulong seed = 0)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Apply(set, All.FirstOrDefault(corruption => corruption.Name == name) ?? throw Unknown(name), seed);
    }

    /// <inheritdoc cref="Apply(DigitSet, string, ulong)"/>
    /// <param name="set">The images, at least 8x8, as stored (ink bright on dark).</param>
    /// <param name="corruption">One of <see cref="All"/>.</param>
    /// <param name="seed">Chooses what is random. An image's numbers follow from the seed and its place in the set.</param>
    /// <param name="threads">Threads; 0 for one a processor.</param>
    public static DigitSet Apply(DigitSet set, Corruption corruption, ulong seed = 0, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(corruption);
        if (Math.Min(set.Rows, set.Columns) < LeastSide)
        {
            throw new InvalidInputException(
                $"{set.Name}: images of {set.Rows}x{set.Columns} pixels are too small to corrupt; the smallest size is {LeastSide}x{LeastSide}.");
        }


        int area = set.Rows * set.Columns;
        byte[] pixels = new byte[set.Pixels.Length];
        Parallel.For(
            0,
            set.Count,
            new ParallelOptions { MaxDegreeOfParallelism = threads == 0 ? Environment.ProcessorCount : threads },
            () => new PixelPlane(set.Rows, set.Columns),
            (i, _, plane) =>
            {
                plane.Load(set.Image(i));
                corruption.Apply(plane, seed, i);
                plane.Store(pixels.AsSpan(i * area, area));
                return plane;
            },
            _ => { });
        byte[]? labels = set.IsLabeled ? set.Labels.ToArray() : null;
        return new DigitSet($"{set.Name}, {corruption.Name}", set.Rows, set.Columns, pixels, labels)
        {
            Source = set.Source,
            LabelNames = set.LabelNames,
            IsHeldOut = set.IsHeldOut,
        };
    }

    private static InvalidInputException Unknown(string name) =>
        new($"Unknown corruption '{name}'; {NearestName.Hint(name, [.. All.Select(corruption => corruption.Name)])}");
}
