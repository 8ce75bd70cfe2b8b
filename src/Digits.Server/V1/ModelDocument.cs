using System.Text.Json.Serialization;

namespace Digits.Server;

/// <summary>A model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">The first digits of the SHA-256 of its file.</param>
/// <param name="Width">The width of its images.</param>
/// <param name="Height">Their height.</param>
/// <param name="Labels">Its classes.</param>
/// <param name="Parameters">Trainable numbers.</param>
/// <param name="ReadsPictures">Whether it reads pictures: its classes are the ten digits.</param>
internal sealed record ModelDocument(
    string Name,
    string Version,
    int Width,
    int Height,
    IReadOnlyList<string> Labels,
    int Parameters,
    [property: JsonPropertyName("reads_pictures")] bool ReadsPictures);
