using System.Globalization;
using System.Text.RegularExpressions;
using Digits.Engine;

namespace Digits.Reading;

/// <summary>
/// What a model wants the pixels of an image to be. A pixel with a share of ink from 0 to 1 becomes
/// <c>(Blank + share (Ink - Blank) - Mean) / StandardDeviation</c>: that is torchvision's <c>ToTensor</c> and <c>Normalize</c>, Keras's <c>x / 255</c>, bytes
/// as they are, or a range turned around. It is written into a model's metadata, see <see cref="OnnxMetadata"/>.
/// </summary>
public sealed partial record InputConvention
{
    /// <summary>No usual range comes near this; a number beyond it is a mistake.</summary>
    private const float Largest = 1e6f;

    /// <summary>What a pixel without ink is, before the mean is taken away.</summary>
    public float Blank { get; init; }

    /// <summary>What a pixel full of ink is, before the mean is taken away.</summary>
    public float Ink { get; init; } = 1;

    /// <summary>What is taken away.</summary>
    public float Mean { get; init; }

    /// <summary>What the difference is divided by.</summary>
    public float StandardDeviation { get; init; } = 1;

    /// <summary>Whether rows and columns are exchanged, as in EMNIST's files.</summary>
    public bool IsTransposed { get; init; }

    /// <summary>Blank and ink in words, such as <c>0-255</c>; a range that is turned around begins with the greater.</summary>
    public string Range => string.Create(CultureInfo.InvariantCulture, $"{Blank}-{Ink}");

    /// <summary>Whether pixels are 0 to 1 and nothing else is done to them.</summary>
    public bool IsPlain => this == new InputConvention();

    /// <summary>What a pixel's share of ink is multiplied by.</summary>
    internal float Scale => (Ink - Blank) / StandardDeviation;

    /// <summary>What is added then.</summary>
    internal float Shift => (Blank - Mean) / StandardDeviation;

    /// <summary>Whether a model's metadata say anything of its input.</summary>
    public static bool IsSaid(OnnxModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Metadata.TryGetValue(OnnxMetadata.InputRange, out string? range) && TryParseRange(range, out _, out _);
    }

    /// <summary>What a model's metadata say of its input; where they say nothing, pixels of 0 to 1.</summary>
    public static InputConvention Of(OnnxModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        InputConvention convention = new();
        if (model.Metadata.TryGetValue(OnnxMetadata.InputRange, out string? range) && TryParseRange(range, out float blank, out float ink))
            convention = convention with { Blank = blank, Ink = ink };
        if (Number(model, OnnxMetadata.InputMean) is { } mean)
            convention = convention with { Mean = mean };
        if (Number(model, OnnxMetadata.InputStandardDeviation) is { } deviation && deviation > 0)
            convention = convention with { StandardDeviation = deviation };
        return convention with { IsTransposed = model.Metadata.GetValueOrDefault(OnnxMetadata.InputTransposed) == "true" };
    }

    /// <summary>The same with another range.</summary>
    /// <param name="range">What blank is and what ink is: <c>0-1</c>, <c>0-255</c>, <c>-1-1</c>, <c>1-0</c>.</param>
    /// <exception cref="InvalidInputException">This is no range.</exception>
    public InputConvention WithRange(string range) => TryParseRange(range, out float blank, out float ink)
        ? this with { Blank = blank, Ink = ink }
        : throw new InvalidInputException(
            $"'{range}' is not a range of pixels; give what blank is and what ink is, such as 0-1, 0-255, -1-1, or 1-0 for dark ink on white.");

    /// <summary>The same with another mean.</summary>
    /// <exception cref="InvalidInputException">It cannot be used.</exception>
    public InputConvention WithMean(double mean) => Math.Abs(mean) <= Largest
        ? this with { Mean = (float)mean }
        : throw new InvalidInputException($"A mean of {mean} cannot be used; give a number of the size of the pixels, such as 0.1307.");

    /// <summary>The same with another standard deviation.</summary>
    /// <exception cref="InvalidInputException">It cannot be used.</exception>
    public InputConvention WithStandardDeviation(double deviation) => deviation is >= 1 / Largest and <= Largest
        ? this with { StandardDeviation = (float)deviation }
        : throw new InvalidInputException($"A standard deviation of {deviation} cannot be used; give a number above 0, such as 0.3081.");

    /// <summary>The model with metadata that tell this convention.</summary>
    public OnnxModel ApplyTo(OnnxModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        Dictionary<string, string> metadata = new(model.Metadata, StringComparer.Ordinal) { [OnnxMetadata.InputRange] = Range };
        Put(OnnxMetadata.InputMean, Mean != 0 ? Text(Mean) : null);
        Put(OnnxMetadata.InputStandardDeviation, StandardDeviation != 1 ? Text(StandardDeviation) : null);
        Put(OnnxMetadata.InputTransposed, IsTransposed ? "true" : null);
        return model.With(metadata);

        void Put(string key, string? value)
        {
            metadata.Remove(key);
            if (value is not null)
                metadata[key] = value;
        }
    }

    /// <summary>In words, such as <c>pixels of 0-1 less 0.1307, divided by 0.3081</c>.</summary>
    public override string ToString() =>
        $"pixels of {Range}"
        + (Mean != 0 ? $" less {Text(Mean)}" : "")
        + (StandardDeviation != 1 ? $", divided by {Text(StandardDeviation)}" : "")
        + (IsTransposed ? ", rows and columns exchanged" : "");

    /// <summary>What each of the 256 values of a byte becomes, in the order in which other programs compute it.</summary>
    internal float[] Values()
    {
        float[] values = new float[256];
        for (int i = 0; i < values.Length; i++)
        {
            // Bytes as they are, and shares of ink as they are, to the last bit.
            float pixel = (Blank, Ink) == (0, 255) ? i : (Blank, Ink) == (0, 1) ? i / 255f : Blank + (i / 255f * (Ink - Blank));
            values[i] = (pixel - Mean) / StandardDeviation;
        }

        return values;
    }

    /// <summary>The layer that makes of pixels of 0 to 1 what the model wants.</summary>
    internal Affine ToLayer() => new([Scale], [Shift]);

    private static bool TryParseRange(string text, out float blank, out float ink)
    {
        blank = ink = 0;
        return RangePattern().Match(text.Trim()) is { Success: true } match
            && TryParse(match.Groups["blank"].Value, out blank)
            && TryParse(match.Groups["ink"].Value, out ink)
            && blank != ink;
    }

    private static float? Number(OnnxModel model, string key) => TryParse(model.Metadata.GetValueOrDefault(key), out float value) ? value : null;

    private static bool TryParse(string? text, out float value) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && Math.Abs(value) <= Largest;

    private static string Text(float value) => value.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<blank>-?[0-9]*\.?[0-9]+)\s*(-|\.\.|:|,)\s*(?<ink>-?[0-9]*\.?[0-9]+)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex RangePattern();
}
