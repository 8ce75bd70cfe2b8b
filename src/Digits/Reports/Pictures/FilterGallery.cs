using Digits.Engine;
using Digits.Reports.Drawing;

namespace Digits.Reports;

/// <summary>The filters of a network's first convolution.</summary>
public static class FilterGallery
{
    private const int Most = 64;
    private const int Columns = 8;
    private const double Side = 60;
    private const double Pitch = (Gallery.Content - Side) / (Columns - 1);

    /// <summary>
    /// Draws the filters of the first convolution, weights above zero orange, below it blue. All share one scale, so that a weak filter looks weak. For a
    /// filter over several channels the sum is shown: its response to an equal change of all channels.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <returns>The gallery of at most 64 filters; null where there is no convolution.</returns>
    public static SvgPicture? Create(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (network.Layers.OfType<Conv2D>().FirstOrDefault() is not { } layer)
            return null;

        float[][] filters = Filters(layer);
        float limit = filters.Max(filter => DivergingColors.Limit(filter));
        (int height, int width) = (layer.Window.KernelHeight, layer.Window.KernelWidth);
        int channels = layer.Weight.Dimensions[1];
        int shown = Math.Min(filters.Length, Most);
        string which = shown < filters.Length ? $"The first {shown} of {filters.Length} filters" : GalleryText.Count(shown, "filter");
        string sum = channels > 1 ? $", summed over its {channels} input channels" : "";
        Gallery gallery = new(
            "filters",
            $"Filters of {layer.Name}",
            $"{which} of {height}×{width}{sum}. All on one scale; bright ink under orange excites the filter, under blue it inhibits it.");
        gallery.ColorBar(gallery.Top, $"−{GalleryText.Figure(limit)}", $"+{GalleryText.Figure(limit)}");
        double top = gallery.Top + 26;
        for (int i = 0; i < shown; i++)
        {
            Box box = new(Gallery.Margin + (i % Columns * Pitch), top + (i / Columns * Pitch), Side, Side);
            Box place = gallery.Image(EmbeddedImage.Values(filters[i], width, height, limit), box);
            gallery.Frame(place, $"Filter {i}: weights from {GalleryText.Figure(filters[i].Min())} to {GalleryText.Figure(filters[i].Max())}");
        }

        string range = $"{GalleryText.Figure(filters.Min(filter => filter.Min()))} to {GalleryText.Figure(filters.Max(filter => filter.Max()))}";
        string description = $"{which} of {height}×{width} of the layer {layer.Name}{sum}; weights from {range}.";
        return gallery.Finish(description, top + ((shown + Columns - 1) / Columns * Pitch) - (Pitch - Side));
    }

    /// <summary>The filters <c>[filters][kH · kW]</c>, summed over the channels.</summary>
    private static float[][] Filters(Conv2D layer)
    {
        float[] weights = layer.Weight.ToArray();
        int taps = layer.Window.KernelHeight * layer.Window.KernelWidth;
        int channels = layer.Weight.Dimensions[1];
        float[][] filters = new float[layer.Filters][];
        for (int f = 0; f < filters.Length; f++)
        {
            filters[f] = new float[taps];
            for (int i = 0; i < channels * taps; i++)
                filters[f][i % taps] += weights[(f * channels * taps) + i];
        }

        return filters;
    }
}
