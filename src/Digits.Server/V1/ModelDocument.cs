using System.Globalization;
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
    [property: JsonPropertyName("reads_pictures")] bool ReadsPictures)
{
    /// <summary>What it was trained on, as the file tells.</summary>
    [JsonPropertyName("training_data")]
    public string? TrainingData { get; init; }

    /// <summary>The share of right answers on the images that were kept back from training, as the file tells.</summary>
    [JsonPropertyName("validation_accuracy")]
    public double? ValidationAccuracy { get; init; }

    /// <summary>The set that it was tested on, as the file tells.</summary>
    [JsonPropertyName("evaluated_on")]
    public string? EvaluatedOn { get; init; }

    /// <summary>The share of right answers on that set, as the file tells.</summary>
    [JsonPropertyName("test_accuracy")]
    public double? TestAccuracy { get; init; }

    /// <summary>Describes a model.</summary>
    internal static ModelDocument Of(string name, ServedModel model)
    {
        IReadOnlyDictionary<string, string> metadata = model.Classifier.Model.Metadata;
        return new ModelDocument(
            name,
            model.Version,
            model.Classifier.Width,
            model.Classifier.Height,
            model.Labels,
            model.Classifier.Model.Network.ParameterCount,
            model.Reader is not null)
        {
            TrainingData = metadata.GetValueOrDefault("training_data"),
            ValidationAccuracy = Share(metadata.GetValueOrDefault("validation_accuracy")),
            EvaluatedOn = metadata.GetValueOrDefault("evaluated_on"),
            TestAccuracy = Share(metadata.GetValueOrDefault("test_accuracy")),
        };
    }

    /// <summary>A file may say anything; JSON has no word for what is not a number.</summary>
    private static double? Share(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value is >= 0 and <= 1 ? value : null;
}
