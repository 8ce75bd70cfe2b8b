namespace Digits.Reading;

/// <summary>What a layer makes of one image.</summary>
/// <param name="Name">The layer's name, e.g. <c>conv1</c>.</param>
/// <param name="Channels">How many maps the layer has.</param>
/// <param name="Height">The height of a map in pixels.</param>
/// <param name="Width">Its width in pixels.</param>
/// <param name="Maps">Some of the maps, each <c>[Height, Width]</c>: those that vary the most over the image, in the order of their channels.</param>
public sealed record LayerMaps(string Name, int Channels, int Height, int Width, IReadOnlyList<float[]> Maps);
