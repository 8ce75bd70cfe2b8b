namespace Digits.Photographs;

/// <summary>How a photograph is taken: what the drawing of a scene leaves open.</summary>
/// <param name="Width">Of the photograph in pixels.</param>
/// <param name="Height">Of the photograph in pixels.</param>
/// <param name="IsWholeSheet">Whether the sheet's edges and what it lies on are seen.</param>
/// <param name="Turn">Most that the camera is turned, in radians.</param>
/// <param name="Tilt">Most that it is tilted.</param>
/// <param name="Bend">Most that the page bends, as a share of its width.</param>
/// <param name="Unevenness">Of the light, 0 to 1.</param>
/// <param name="Shadows">How many fall on it.</param>
/// <param name="Clutter">How many things lie about.</param>
/// <param name="Badness">Of the camera, 0 to 1.</param>
internal sealed record Shot(
    int Width, int Height, bool IsWholeSheet, float Turn, float Tilt, float Bend, float Unevenness, int Shadows, int Clutter, float Badness)
{
    /// <summary>Whether there is a sheet at all.</summary>
    public bool HasSheet { get; init; } = true;
}
