namespace Digits.Engine.Onnx;

/// <summary>How Resize and Upsample find the pixels that make a new one.</summary>
/// <param name="Mode">nearest, linear or cubic.</param>
/// <param name="Places">The name of the rule that says where a new pixel lies among the old ones.</param>
/// <param name="Rounding">The name of the rule by which the nearest is chosen.</param>
/// <param name="Cubic">The factor of the cubic curve.</param>
/// <param name="ExcludesOutside">Whether pixels beyond the border count nothing, instead of as those at the border.</param>
internal sealed record ResizeSettings(string Mode, string Places, string Rounding, double Cubic, bool ExcludesOutside)
{
    /// <summary>Up when an image becomes smaller, else down: what there was before rules had names.</summary>
    private const string Simple = "simple";

    private static readonly string[] _places =
        ["asymmetric", "half_pixel", "half_pixel_symmetric", "pytorch_half_pixel", "align_corners", "tf_half_pixel_for_nn"];

    internal bool IsNearest => Mode == "nearest";

    /// <summary>Before operator set 11 places were not shifted by half a pixel.</summary>
    internal static ResizeSettings Read(NodeProto node, bool byHalfPixels)
    {
        NodeAttributes attributes = new(node);
        ResizeSettings settings = new(
            attributes.Text("mode", "nearest"),
            attributes.Text("coordinate_transformation_mode", byHalfPixels ? "half_pixel" : "asymmetric"),
            attributes.Text("nearest_mode", byHalfPixels ? "round_prefer_floor" : Simple),
            attributes.Float("cubic_coeff_a", -0.75f),
            attributes.Int("exclude_outside", 0) != 0);
        if (settings.Mode is not ("nearest" or "linear" or "bilinear" or "cubic"))
            throw OnnxError.At(node, $"mode {OnnxError.Quote(settings.Mode)} is unknown; the file is damaged.");

        if (!_places.Contains(settings.Places))
            throw OnnxError.At(node, $"coordinate_transformation_mode {OnnxError.Quote(settings.Places)} is not supported.");

        return settings.Rounding is Simple or "floor" or "ceil" or "round_prefer_ceil" or "round_prefer_floor" or ""
            ? settings
            : throw OnnxError.At(node, $"nearest_mode {OnnxError.Quote(settings.Rounding)} is not supported.");
    }

    /// <summary>The old pixel that is nearest to a new one.</summary>
    internal int Nearest(int place, float scale, int size, int count)
    {
        float at = At(place, scale, size, count);
        float nearest = Rounding switch
        {
            "floor" => MathF.Floor(at),
            "ceil" => MathF.Ceiling(at),
            Simple => scale < 1 ? MathF.Ceiling(at) : MathF.Floor(at),
            "round_prefer_ceil" => MathF.Floor(at + 0.5f),
            _ => MathF.Ceiling(at - 0.5f),
        };
        return (int)Math.Clamp(nearest, 0, size - 1);
    }

    /// <summary>What each old pixel along an axis adds to a new one.</summary>
    internal void AddWeights(int place, float scale, int count, Span<float> weights)
    {
        double at = At(place, scale, weights.Length, count);
        if (Mode != "cubic")
        {
            at = Math.Clamp(at, 0, weights.Length - 1);
            int before = (int)at;
            weights[before] += (float)(1 - (at - before));
            weights[Math.Min(before + 1, weights.Length - 1)] += (float)(at - before);
            return;
        }

        int first = (int)Math.Floor(at) - 1;
        double sum = 0;
        for (int i = first; i < first + 4; i++)
            sum += ExcludesOutside && (i < 0 || i >= weights.Length) ? 0 : Curve(Math.Abs(at - i));

        for (int i = first; i < first + 4; i++)
        {
            if (!ExcludesOutside || (i >= 0 && i < weights.Length))
                weights[Math.Clamp(i, 0, weights.Length - 1)] += (float)(Curve(Math.Abs(at - i)) / sum);
        }
    }

    private float At(int place, float scale, int size, int count) => Places switch
    {
        "asymmetric" => place / scale,
        "tf_half_pixel_for_nn" => (place + 0.5f) / scale,
        "pytorch_half_pixel" => count > 1 ? ((place + 0.5f) / scale) - 0.5f : 0,
        "align_corners" => count > 1 ? place * (float)(size - 1) / (count - 1) : 0,
        "half_pixel_symmetric" => (size / 2f * (1 - (count / (scale * size)))) + ((place + 0.5f) / scale) - 0.5f,
        _ => ((place + 0.5f) / scale) - 0.5f,
    };

    /// <summary>Keys's curve of two cubic pieces.</summary>
    private double Curve(double distance) => distance switch
    {
        <= 1 => ((((Cubic + 2) * distance) - (Cubic + 3)) * distance * distance) + 1,
        < 2 => ((((((Cubic * distance) - (5 * Cubic)) * distance) + (8 * Cubic)) * distance) - (4 * Cubic)),
        _ => 0,
    };
}
