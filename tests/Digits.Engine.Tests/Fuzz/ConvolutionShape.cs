using Digits.Engine.Kernels;

namespace Digits.Engine.Tests.Fuzz;

/// <summary>A convolution and its batch.</summary>
public sealed record ConvolutionShape(Shape Input, int Filters, Window2D Window, int Batch)
{
    private const int MostChannels = 130;
    private const int LargestMap = 40;
    private const int LargestKernel = 7;
    private const int WidestPadding = 3;

    /// <summary>Products of the largest shape: the naive twins take some tens of milliseconds for it.</summary>
    private const long MostProducts = 4_000_000;

    /// <summary>One image, whole slices of 32 and some more: 1 goes alone, 33 and 130 leave images beyond whole slices, 128 does not.</summary>
    private static readonly int[] _batches = [1, 33, 128, 130];

    /// <summary>Extremes that meet: chance would seldom bring them together.</summary>
    private static readonly ConvolutionShape[] _corners =
    [
        Of(130, 4, 4, 130, new Window2D(3, 3, 1, 1, 1, 1, 1, 1), 1),
        Of(130, 7, 7, 13, new Window2D(7, 7, 1, 1, 3, 3, 3, 3), 2),
        Of(130, 1, 1, 130, new Window2D(1, 1), 130),
        Of(130, 1, 1, 3, new Window2D(7, 7, 2, 2, 3, 3, 3, 3), 128),
        Of(1, 40, 40, 1, new Window2D(7, 7, 2, 2, 3, 3, 3, 3), 130),
        Of(1, 40, 40, 130, new Window2D(3, 3), 1),
        Of(130, 40, 40, 1, new Window2D(1, 1), 13),
        Of(3, 40, 40, 5, new Window2D(1, 1, 1, 1, 3, 3, 3, 3), 128),
        Of(2, 40, 1, 9, new Window2D(7, 1, 1, 2, 0, 3, 3, 0), 33),
        Of(2, 1, 40, 9, new Window2D(1, 7, 2, 1, 3, 0, 0, 3), 33),
        Of(1, 1, 1, 1, new Window2D(1, 1), 1),
    ];

    internal Shape Output => Window.Over(Input, Filters).Output;

    internal long Products => (long)Output.Size * Input.Channels * Window.KernelHeight * Window.KernelWidth * Batch;

    /// <summary>The corners, then so many random shapes: the same in every run.</summary>
    internal static IEnumerable<ConvolutionShape> All(int count) => _corners.Concat(Enumerable.Range(0, count).Select(index => Random(index, only3x3: false)));

    /// <summary>So many convolutions of 3x3 with stride 1: maps that are and are not multiples of Winograd's tiles, and smaller than one.</summary>
    internal static IEnumerable<ConvolutionShape> Of3x3(int count) => Enumerable.Range(0, count).Select(index => Random(index, only3x3: true));

    /// <summary>
    /// Shapes are drawn until one fits: a kernel no larger than the padded map, not too many products, and an output that is worth comparing.
    /// </summary>
    private static ConvolutionShape Random(int index, bool only3x3)
    {
        Random random = new(index);
        while (true)
        {
            ConvolutionShape shape = Of(
                Size(MostChannels),
                Size(LargestMap),
                Size(LargestMap),
                Size(MostChannels),
                new Window2D(Kernel(), Kernel(), Stride(), Stride(), Padding(), Padding(), Padding(), Padding()),
                random.Next(2) == 0 ? _batches[random.Next(4)] : Size(MostChannels));
            if (shape.Output is { Height: > 0, Width: > 0 } && shape.Products is > MostProducts / 50 and <= MostProducts)
                return shape;
        }

        int Padding() => random.Next(WidestPadding + 1);

        int Kernel() => only3x3 ? 3 : random.Next(1, LargestKernel + 1);

        int Stride() => only3x3 ? 1 : random.Next(1, 3);

        // All orders of magnitude alike, and each end often.
        int Size(int most) => random.Next(8) switch
        {
            0 => 1,
            1 => most,
            _ => (int)Math.Exp(random.NextDouble() * Math.Log(most + 1)),
        };
    }

    private static ConvolutionShape Of(int channels, int height, int width, int filters, Window2D window, int batch) =>
        new(new Shape(channels, height, width), filters, window, batch);
}
