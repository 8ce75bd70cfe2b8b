using System.Text.Json.Serialization;
using Digits.Imaging;
using Digits.Reading;

namespace Digits.Server;

/// <summary>How a model came to its answer for a picture.</summary>
/// <param name="Model">The model that answered.</param>
/// <param name="Version">Its version.</param>
/// <param name="Label">The name of the most likely class; null where the picture shows none of them.</param>
/// <param name="Confidence">The probability of the most likely class.</param>
/// <param name="Width">The width of the frame.</param>
/// <param name="Height">Its height.</param>
/// <param name="Frame">What the network got of the picture: pixels of 0 to 255, row by row.</param>
/// <param name="Layers">What its convolutions make of it.</param>
/// <param name="Occlusion">What its parts count.</param>
internal sealed record ExplainDocument(
    string Model,
    string Version,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Label,
    double Confidence,
    int Width,
    int Height,
    int[] Frame,
    IReadOnlyList<ExplainedLayer> Layers,
    OcclusionMap Occlusion)
{
    /// <summary>Writes an explanation as a document.</summary>
    internal static ExplainDocument Of(string name, ServedModel model, GrayImage frame, Explanation explanation) => new(
        name,
        model.Version,
        model.Classifier.Accepts(explanation.Answer) ? model.Labels[explanation.Answer.Class] : null,
        explanation.Answer.Confidence,
        frame.Width,
        frame.Height,
        [.. frame.Pixels.ToArray().Select(pixel => (int)pixel)],
        [.. explanation.Layers.Select(ExplainedLayer.Of)],
        new OcclusionMap(frame.Width, frame.Height, [.. explanation.Occlusion.Select(fall => Math.Round(fall, 5))]));
}
