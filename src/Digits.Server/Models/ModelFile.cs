using Digits.Reading;

namespace Digits.Server;

/// <summary>A model that is served.</summary>
/// <param name="Name">Its name in addresses: letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</param>
/// <param name="Path">Its ONNX file; null for the model that comes with the library.</param>
public sealed record ModelFile(string Name, string? Path = null)
{
    /// <summary>What the model wants pixels to be; null for what its file says, or 0 to 1.</summary>
    public InputConvention? Input { get; init; }

    /// <summary>The output that tells the classes, of a model that has several; null for the likely one.</summary>
    public string? Output { get; init; }
}
