using System.Text.Json.Nodes;

namespace Digits.Server;

/// <summary>An image for the examples of the description: an upright stroke, which is a one.</summary>
internal static class ExampleImage
{
    private const int Side = 28, Top = 5, Bottom = 22, Left = 13, Right = 14;

    /// <summary>Its pixels, row by row.</summary>
    /// <param name="most">The value of ink.</param>
    internal static JsonArray Pixels(int most) =>
        new([.. Enumerable.Range(0, Side * Side).Select(i => (JsonNode)JsonValue.Create(IsInk(i / Side, i % Side) ? most : 0))]);

    private static bool IsInk(int y, int x) => y is >= Top and <= Bottom && x is >= Left and <= Right;
}
