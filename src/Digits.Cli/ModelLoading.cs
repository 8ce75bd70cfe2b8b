using Digits.Engine;
using Digits.Zoo;

namespace Digits.Cli;

/// <summary>Loads a model that may be a file or only have a name.</summary>
internal static class ModelLoading
{
    /// <summary>What a user may give.</summary>
    internal static string Description => $"An ONNX file, or an architecture: {string.Join(", ", Architectures.Names)}";

    /// <summary>Loads an ONNX file with its metadata, or makes the architecture of that name for images of 28x28.</summary>
    /// <exception cref="DigitsException">There is no such file or architecture, or the file cannot be used.</exception>
    internal static (Network Network, IReadOnlyDictionary<string, string> Metadata) Load(string fileOrName)
    {
        if (!IsFile(fileOrName))
            return (Architectures.Create(fileOrName, new Shape(1, 28, 28)), new Dictionary<string, string>(StringComparer.Ordinal));

        OnnxModel model = OnnxModel.Load(fileOrName);
        return (model.Network, model.Metadata);
    }

    private static bool IsFile(string name) => Path.HasExtension(name) || Path.GetFileName(name) != name || (Path.Exists(name) && !Architectures.Names.Contains(name));
}
