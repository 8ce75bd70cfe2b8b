using System.Text.Json.Serialization;

namespace Digits.Server;

/// <summary>The class of an image.</summary>
/// <param name="Label">The name of the most likely class; null where the image shows none of them.</param>
/// <param name="Confidence">Its probability.</param>
/// <param name="Probabilities">The probability of each class.</param>
internal sealed record ClassifiedImage(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Label, double Confidence, IReadOnlyList<LabelProbability> Probabilities)
{
    /// <summary>What the network got of a picture: pixels of 0 to 255, row by row; null for images that were sent as pixels.</summary>
    public int[]? Frame { get; init; }
}
