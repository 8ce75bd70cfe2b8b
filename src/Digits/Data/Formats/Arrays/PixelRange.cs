using Digits.Engine;

namespace Digits.Data;

/// <summary>Which numbers stand for dark and bright in a file, told from the numbers that are there, and how they become bytes.</summary>
/// <param name="Scale">What a number is multiplied by.</param>
/// <param name="Offset">What is then added.</param>
/// <param name="Note">The sentence for the user; null where nothing was changed.</param>
internal readonly record struct PixelRange(double Scale, double Offset, string? Note)
{
    /// <summary>What pixels may be, for messages.</summary>
    public const string Usual = "0 to 255, 0 to 1 or -1 to 1";

    // Mean and deviation of MNIST's training pixels, by which most of PyTorch's examples standardise.
    private const double MnistMean = 0.1307;
    private const double MnistDeviation = 0.3081;
    private const double Black = -MnistMean / MnistDeviation;
    private const double White = (1 - MnistMean) / MnistDeviation;

    // As few pixels as a picture of 8x8 has may all be dark by chance; no set is.
    private const int FewPixels = 64;

    /// <summary>Tells the range of an array.</summary>
    /// <param name="source">What messages call the file.</param>
    /// <param name="what">What messages call the numbers, such as the array's name.</param>
    /// <param name="type">The type of the numbers.</param>
    /// <param name="extent">What was seen of them.</param>
    /// <exception cref="InvalidInputException">They are in no usual range.</exception>
    public static PixelRange Of(string source, string what, ElementType type, NumberExtent extent)
    {
        if (!extent.AreFinite)
            throw new InvalidInputException($"{source}: {what} holds values that are no numbers (NaN or infinity); replace them first.");
        return Of(extent, type) ?? throw new InvalidInputException(
            $"{source}: {what} has values from {extent.Min:G4} to {extent.Max:G4}, which is no usual range of pixels; store them as {Usual}.");
    }

    /// <summary>Tells the range of finite numbers.</summary>
    /// <param name="extent">What was seen of them.</param>
    /// <param name="type">Their type; null where they are written as text, or were converted.</param>
    /// <returns>Null where it is no usual one.</returns>
    public static PixelRange? Of(NumberExtent extent, ElementType? type = null)
    {
        const double Slack = 1e-3;
        // Two decimals are as many as some write.
        const double Rounded = 6e-3;
        (double min, double max) = (extent.Min, extent.Max);
        string file = type is null ? "the file" : $"the file ({type})";
        bool isStandard = Math.Abs(min - Black) <= Rounded && max <= White + Rounded;
        if (extent.Count == 0 || (min, max) is (0, 0))
            return new PixelRange(1, 0, null);
        if (min >= 0 && max <= 1 + Slack)
            return new PixelRange(255, 0, $"Pixels are 0 to 1 in {file}; they were multiplied by 255.");
        if (min >= -0.5 && max <= 1.5 && !isStandard)
            return new PixelRange(255, 0, $"Pixels are {min:0.##} to {max:0.##} in {file}: taken as 0 to 1, and what lies outside was cut off.");
        if (min >= 0 && max <= 16 && extent.AreWhole && extent.Count >= FewPixels)
            return new PixelRange(255 / 16.0, 0, $"Pixels are 0 to 16 in {file}, as in scikit-learn's digits; they were scaled to 0 to 255.");
        if (min >= 0 && max <= 255 + Slack)
            return new PixelRange(1, 0, type is { Kind: ElementKind.Float } || !extent.AreWhole ? Decimals(file) : null);
        if (min >= 0 && max <= ushort.MaxValue && type is { Kind: ElementKind.Unsigned, Size: 2 })
            return new PixelRange(1 / 257.0, 0, "Pixels are 0 to 65535 in the file (uint16); they were scaled to 0 to 255.");
        if (min >= -1 - Slack && max <= 1 + Slack && min < -0.5)
            return new PixelRange(127.5, 127.5, $"Pixels are -1 to 1 in {file}; they were scaled to 0 to 255.");
        if (!isStandard)
            return null;
        string by = $"by MNIST's mean {MnistMean} and deviation {MnistDeviation}";
        return new PixelRange(255 * MnistDeviation, 255 * MnistMean, $"Pixels are standardised in {file}, {by}; that was undone.");
    }

    /// <summary>The note on decimal numbers that were taken as they are.</summary>
    public static string Decimals(string file) => $"Pixels are 0 to 255 in {file}, as decimal numbers.";

    /// <summary>A pixel, rounded and cut to 0 to 255.</summary>
    public byte ToByte(double value) => (byte)Math.Clamp(Math.Round((value * Scale) + Offset, MidpointRounding.AwayFromZero), 0, 255);
}
