using System.Numerics.Tensors;
using Digits.Data;
using Digits.Engine;
using Digits.Reading;
using Digits.Reports.Drawing;

namespace Digits.Reports;

/// <summary>The feature maps of one image in a network.</summary>
public static class FeatureMapGallery
{
    private const int MostStages = 10;
    private const int MostMaps = 16;
    private const int Columns = 8;
    private const double Side = 56;
    private const double Pitch = 61;
    private const double Caption = Gallery.Content - (Columns * Pitch) + Pitch - Side;
    private const double StageGap = 12;

    /// <summary>
    /// Draws the image and its maps behind each convolution (with its normalization and activation) and each pool: values above zero orange, below it blue,
    /// each layer on a scale of its own.
    /// </summary>
    /// <param name="model">The model; its metadata tells the range of pixels that it reads.</param>
    /// <param name="set">Images of the model's size, labeled or not.</param>
    /// <param name="index">Which of them.</param>
    /// <returns>The gallery of at most ten layers, spread over the network where it has more, and of each the first sixteen maps; null for no layer.</returns>
    /// <exception cref="DigitsException">The images do not fit the network.</exception>
    public static SvgPicture? Create(OnnxModel model, DigitSet set, int index)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(set);
        DigitSet image = set.Subset([index]);
        IReadOnlyList<IReadOnlyList<Node>> all = NetworkStages.Find(model.Network);
        if (all.Count == 0)
            return null;

        int count = Math.Min(all.Count, MostStages);
        IReadOnlyList<Node>[] stages = [.. Enumerable.Range(0, count).Select(i => all[count == 1 ? 0 : i * (all.Count - 1) / (count - 1)])];
        string name = $"image {index} of {set.Name}";
        string left = count < all.Count ? $" {count} of {all.Count} layers." : "";
        Gallery gallery = new(
            "feature-maps",
            "Feature maps",
            $"What the network makes of {name}, layer by layer. Orange is above zero, blue below; "
            + $"each layer has a scale of its own, on which color grows as the square root.{left}");
        Box digit = gallery.Digit(EmbeddedImage.Digit(image, 0), new Box(Gallery.Margin + Caption, gallery.Top, Side, Side));
        gallery.Frame(digit, $"Image {index}");
        Label(gallery, gallery.Top, "image", $"{set.Rows}×{set.Columns}");
        double y = gallery.Top + Pitch + StageGap;
        foreach (IReadOnlyList<Node> stage in stages)
            y = Draw(gallery, stage, Maps(model, stage[^1], image), y);

        string shapes = string.Join(", ", stages.Select(stage => $"{stage[0].Layer!.Name} {stage[^1].Shape}"));
        return gallery.Finish($"The feature maps of {name} after {shapes}.", y - StageGap);
    }

    /// <summary>The maps <c>[C, H, W]</c> of a node. The network up to it, flattened, is run as a classifier, which scales the pixels.</summary>
    private static float[] Maps(OnnxModel model, Node node, DigitSet image) =>
        new Classifier(new OnnxModel(model.Network.UpTo(node.Then(new Flatten())), model.Metadata), threads: 1).Logits(image);

    private static double Draw(Gallery gallery, IReadOnlyList<Node> stage, float[] maps, double y)
    {
        Shape shape = stage[^1].Shape;
        int shown = Math.Min(shape.Channels, MostMaps);
        ReadOnlySpan<float> values = maps.AsSpan(0, shown * shape.Pixels);
        float limit = DivergingColors.Limit(values);
        Label(
            gallery,
            y,
            stage[0].Layer!.Name,
            string.Join(", ", stage.Skip(1).Select(node => node.Layer!.GetType().Name)),
            $"{GalleryText.Count(shape.Channels, "map")} of {shape.Height}×{shape.Width}",
            shown < shape.Channels ? $"first {shown} shown" : "",
            Range(values));
        for (int i = 0; i < shown; i++)
        {
            ReadOnlySpan<float> map = maps.AsSpan(i * shape.Pixels, shape.Pixels);
            Box box = new(Gallery.Margin + Caption + (i % Columns * Pitch), y + (i / Columns * Pitch), Side, Side);
            Box place = gallery.Image(EmbeddedImage.Values(Roots(map), shape.Width, shape.Height, MathF.Sqrt(limit)), box);
            gallery.Frame(place, $"{stage[0].Layer!.Name}, map {i}: {Range(map)}");
        }

        return y + ((shown + Columns - 1) / Columns * Pitch) + StageGap;
    }

    private static string Range(ReadOnlySpan<float> values) =>
        $"{GalleryText.Figure(TensorPrimitives.Min(values))} to {GalleryText.Figure(TensorPrimitives.Max(values))}";

    /// <summary>Square roots with their values' signs: a few strong pixels would otherwise leave all others pale.</summary>
    private static float[] Roots(ReadOnlySpan<float> map)
    {
        float[] roots = new float[map.Length];
        for (int i = 0; i < roots.Length; i++)
            roots[i] = MathF.CopySign(MathF.Sqrt(MathF.Abs(map[i])), map[i]);
        return roots;
    }

    private static void Label(Gallery gallery, double y, string name, params ReadOnlySpan<string> lines)
    {
        gallery.Over.Text(Gallery.Margin, y + 13, GalleryText.Fit(name, Caption, 12), ("font-weight", 600));
        y += 28;
        foreach (string line in lines)
        {
            if (line.Length == 0)
                continue;
            gallery.Over.Text(Gallery.Margin, y, GalleryText.Fit(line, Caption, Gallery.Small), ("class", "soft"), ("font-size", Gallery.Small));
            y += 15;
        }
    }
}
