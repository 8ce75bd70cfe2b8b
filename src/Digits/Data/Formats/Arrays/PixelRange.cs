using Digits.Engine;

namespace Digits.Data;

/// <summary>Which numbers stand for dark and bright in a file, told from the numbers that are there, and how they become bytes.</summary>
/// <param name="Scale">What a number is multiplied by.</param>
/// <param name="Offset">What is then added.</param>
/// <param name="Note">The sentence for the user; null where nothing was changed.</param>
internal readonly record struct PixelRange(double Scale, double Offset, string? Note)
{
    // Mean and deviation of MNIST's training pixels, by which most of PyTorch's examples standardise.
    private const double MnistMean = 0.1307;
    private const double MnistDeviation = 0.3081;

    /// <summary>Tells the range.</summary>
    /// <param name="source">What messages call the file.</param>
    /// <param name="what">What messages call the numbers, such as the array's name.</param>
    /// <param name="type">The type of the numbers.</param>
    /// <param name="extent">What was seen of them.</param>
    /// <exception cref="InvalidInputException">They are in no usual range.</exception>
    public static PixelRange Of(string source, string what, ElementType type, NumberExtent extent)
    {
        const double Slack = 1e-3;
        (double min, double max) = (extent.Min, extent.Max);
        if (!extent.AreFinite)
            throw new InvalidInputException($"{source}: {what} holds values that are no numbers (NaN or infinity); replace them first.");
        if (type == ElementType.Byte && max is 0 or > 1)
            return new PixelRange(1, 0, null);
        if (min >= 0 && max <= 1 + Slack)
            return new PixelRange(255, 0, $"Pixels are 0 to 1 in the file ({type}); they were multiplied by 255.");
        if (min >= -0.5 && max <= 1.5 && Math.Abs(min + MnistMean / MnistDeviation) > Slack)
            return new PixelRange(255, 0, $"Pixels are {min:0.##} to {max:0.##} in the file ({type}): taken as 0 to 1, and what lies outside was cut off.");
        if (min >= 0 && max <= 16 && extent.AreWhole)
            return new PixelRange(255 / 16.0, 0, $"Pixels are 0 to 16 in the file ({type}), as in scikit-learn's digits; they were scaled to 0 to 255.");
        if (min >= 0 && max <= 255 + Slack)
            return new PixelRange(1, 0, type.Kind == ElementKind.Float ? $"Pixels are 0 to 255 in the file ({type})." : null);
        if (min >= 0 && max <= ushort.MaxValue && type is { Kind: ElementKind.Unsigned, Size: 2 })
            return new PixelRange(1 / 257.0, 0, "Pixels are 0 to 65535 in the file (uint16); they were scaled to 0 to 255.");
        if (min >= -1 - Slack && max <= 1 + Slack && min < -0.5)
            return new PixelRange(127.5, 127.5, $"Pixels are -1 to 1 in the file ({type}); they were scaled to 0 to 255.");
        if (Math.Abs(min + MnistMean / MnistDeviation) <= Slack && max <= ((1 - MnistMean) / MnistDeviation) + Slack)
        {
            return new PixelRange(
                255 * MnistDeviation,
                255 * MnistMean,
                $"Pixels are standardised in the file ({type}), by MNIST's mean {MnistMean} and deviation {MnistDeviation}; that was undone.");
        }

        throw new InvalidInputException(
            $"{source}: {what} has values from {min:G4} to {max:G4}, which is no usual range of pixels; store them as 0 to 255, 0 to 1 or -1 to 1.");
    }

    /// <summary>A pixel, rounded and cut to 0 to 255.</summary>
    public byte ToByte(double value) => (byte)Math.Clamp(Math.Round((value * Scale) + Offset), 0, 255);
}
