namespace Digits.Data;

/// <summary>One of the ways to change images, by name.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Most">The greatest value that makes sense.</param>
/// <param name="Get">Reads it.</param>
/// <param name="Set">Changes it.</param>
internal sealed record AugmentationOption(
    string Name, double Most, Func<AugmentationOptions, double> Get, Func<AugmentationOptions, double, AugmentationOptions> Set)
{
    /// <summary>All of them, in the order in which they are documented.</summary>
    internal static IReadOnlyList<AugmentationOption> All { get; } =
    [
        new("shift", 100, options => options.Shift, (options, value) => options with { Shift = value }),
        new("rotate", 180, options => options.Rotate, (options, value) => options with { Rotate = value }),
        new("scale", 3, options => options.Scale, (options, value) => options with { Scale = value }),
        new("stretch", 3, options => options.Stretch, (options, value) => options with { Stretch = value }),
        new("shear", 2, options => options.Shear, (options, value) => options with { Shear = value }),
        new("elastic", 10, options => options.Elastic, (options, value) => options with { Elastic = value }),
        new("thickness", 3, options => options.Thickness, (options, value) => options with { Thickness = value }),
        new("fill", 1, options => options.Fill, (options, value) => options with { Fill = value }),
        new("cubic", 1, options => options.Cubic, (options, value) => options with { Cubic = value }),
        new("intrude", 1, options => options.Intrude, (options, value) => options with { Intrude = value }),
        new("coarse", 9, options => options.Coarse, (options, value) => options with { Coarse = value }),
        new("binary", 1, options => options.Binary, (options, value) => options with { Binary = value }),
        new("contrast", 0.5, options => options.Contrast, (options, value) => options with { Contrast = value }),
        new("noise", 1, options => options.Noise, (options, value) => options with { Noise = value }),
        new("erase", 1, options => options.Erase, (options, value) => options with { Erase = value }),
        new("cutout", 100, options => options.Cutout, (options, value) => options with { Cutout = value }),
        new("mixup", 4, options => options.Mixup, (options, value) => options with { Mixup = value }),
    ];
}
