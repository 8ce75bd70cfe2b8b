using Microsoft.OpenApi;

namespace Digits.Server;

/// <summary>Examples of answers for the description of the API.</summary>
internal static class ApiExamples
{
    internal const string Read =
        """
        {"images": [{"source": "number.png", "width": 640, "height": 160, "text": "42", "digits": [
          {"digit": 4, "confidence": 0.998, "x": 58, "y": 31, "width": 64, "height": 97, "line": 0, "alternatives": [{"digit": 9, "confidence": 0.001}]},
          {"digit": 2, "confidence": 0.999, "x": 141, "y": 34, "width": 70, "height": 92, "line": 0, "alternatives": [{"digit": 7, "confidence": 0.0006}]}]}]}
        """;

    internal const string Classify =
        """
        {"model": "default", "version": "0088aaf328df", "images": [{"label": "1", "confidence": 0.9998,
          "probabilities": [{"label": "0", "probability": 0.0001}, {"label": "1", "probability": 0.9998}]}]}
        """;

    internal const string Explain =
        """
        {"model": "default", "version": "0088aaf328df", "label": "1", "confidence": 0.9998, "width": 28, "height": 28, "frame": [0, 0, 255, 255],
          "layers": [{"name": "conv1", "channels": 32, "width": 28, "height": 28, "maps": [[0, 12, 255, 31]]}],
          "occlusion": {"width": 28, "height": 28, "values": [0.0, 0.0102, 0.4101, 0.0302]}}
        """;

    internal const string Models =
        """
        {"models": [{"name": "default", "version": "0088aaf328df", "width": 28, "height": 28, "labels": ["0", "1"],
          "parameters": 162659, "reads_pictures": true, "training_data": "mnist",
          "validation_accuracy": 0.995, "evaluated_on": "mnist", "test_accuracy": 0.995}]}
        """;

    internal const string Server = """{"name": "digits", "version": "0.1.0", "extensions": ["binary_tensor_data", "classification"]}""";

    internal const string Model =
        """
        {"name": "default", "versions": ["0088aaf328df"], "platform": "digits",
          "inputs": [{"name": "images", "datatype": "FP32", "shape": [-1, 1, 28, 28]}],
          "outputs": [{"name": "probabilities", "datatype": "FP32", "shape": [-1, 11]}]}
        """;

    internal static OpenApiSchema Share() => new() { Type = JsonSchemaType.Number, Minimum = "0", Maximum = "1" };

    internal static OpenApiSchema Modes() =>
        new() { Type = JsonSchemaType.String, Default = "auto", Enum = ["auto", "digit", "line", "page"] };
}
