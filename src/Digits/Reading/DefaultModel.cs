using Digits.Engine;

namespace Digits.Reading;

/// <summary>The model that comes with the library, for digits as people write them; docs/MODEL.md says what it was made of and what it can do.</summary>
public static class DefaultModel
{
    /// <summary>What it is called where a model is named.</summary>
    public const string Name = "default";

    private const string Resource = "Digits.default.onnx";

    /// <summary>Loads the model, a new copy each time.</summary>
    public static OnnxModel Load()
    {
        using Stream stream = typeof(DefaultModel).Assembly.GetManifestResourceStream(Resource)!;
        return OnnxModel.Read(stream);
    }
}
