using Digits.Reading;

namespace Digits.Server;

/// <summary>The maps of a layer.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Channels">How many maps it has.</param>
/// <param name="Width">The width of a map.</param>
/// <param name="Height">Its height.</param>
/// <param name="Maps">Those that vary the most: row by row, 0 for the least and 255 for the greatest value among them.</param>
internal sealed record ExplainedLayer(string Name, int Channels, int Width, int Height, IReadOnlyList<int[]> Maps)
{
    /// <summary>Brings the maps of a layer to one scale.</summary>
    internal static ExplainedLayer Of(LayerMaps layer)
    {
        float least = layer.Maps.Min(map => map.Min()), range = layer.Maps.Max(map => map.Max()) - least;
        return new ExplainedLayer(layer.Name, layer.Channels, layer.Width, layer.Height, [.. layer.Maps.Select(map => map.Select(Byte).ToArray())]);

        int Byte(float value) => range > 0 ? (int)MathF.Round(255 * (value - least) / range) : 0;
    }
}
