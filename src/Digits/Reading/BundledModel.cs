using Digits.Engine;

namespace Digits.Reading;

/// <summary>The model in the library, for digits as people write them. docs/MODEL.md says how it was trained and how well it reads.</summary>
public static class BundledModel
{
    /// <summary>Its name where a model is named.</summary>
    public const string Name = "default";

    private const string Resource = "Digits.default.onnx";

    private const string LinesResource = "Digits.lines.onnx";

    /// <summary>Loads the model, a new copy each time.</summary>
    public static OnnxModel Load()
    {
        using Stream stream = typeof(BundledModel).Assembly.GetManifestResourceStream(Resource)!;
        return OnnxModel.Read(stream);
    }

    /// <summary>Loads the network that reads whole lines, a new copy each time; null where the library was built without one.</summary>
    internal static OnnxModel? LoadLines()
    {
        using Stream? stream = typeof(BundledModel).Assembly.GetManifestResourceStream(LinesResource);
        return stream is null ? null : OnnxModel.Read(stream);
    }
}
