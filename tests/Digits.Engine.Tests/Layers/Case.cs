using FsCheck;
using FsCheck.Fluent;

namespace Digits.Engine.Tests.Layers;

/// <summary>Random images and a random window that fits them.</summary>
public sealed record Case(Shape Image, Window2D Window, int Filters, int Images, int Threads)
{
    /// <summary>Windows for convolutions: any stride, padding and dilation.</summary>
    public static Arbitrary<Case> Convolutions { get; } = Of(mostDilation: 3, padding: 4);

    /// <summary>Windows for pools: padding below the kernel's size, no dilation.</summary>
    public static Arbitrary<Case> Pools { get; } = Of(mostDilation: 1, padding: 0);

    internal ulong Seed => (ulong)((((Image.Size * 31) + Filters) * 71) + Images);

    private static Arbitrary<Case> Of(int mostDilation, int padding) => (
        from kernelHeight in Gen.Choose(1, 4)
        from kernelWidth in Gen.Choose(1, 4)
        from dilation in Gen.Choose(1, mostDilation)
        from height in Gen.Choose((dilation * (kernelHeight - 1)) + 1, 10)
        from width in Gen.Choose((dilation * (kernelWidth - 1)) + 1, 10)
        from strideY in Gen.Choose(1, 3)
        from strideX in Gen.Choose(1, 3)
        from top in Gen.Choose(0, padding == 0 ? kernelHeight - 1 : padding)
        from bottom in Gen.Choose(0, padding == 0 ? kernelHeight - 1 : padding)
        from left in Gen.Choose(0, padding == 0 ? kernelWidth - 1 : padding)
        from right in Gen.Choose(0, padding == 0 ? kernelWidth - 1 : padding)
        from channels in Gen.Choose(1, 9)
        from filters in Gen.Choose(1, 37)
        from images in Gen.Choose(1, 70)
        from threads in Gen.Choose(1, 3)
        select new Case(
            new Shape(channels, height, width),
            new Window2D(kernelHeight, kernelWidth, strideY, strideX, top, left, bottom, right, dilation),
            filters,
            images,
            threads)).ToArbitrary();
}
