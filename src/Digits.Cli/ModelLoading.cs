using Digits.Engine;
using Digits.Zoo;

namespace Digits.Cli;

/// <summary>Loads a model that may be a file or only have a name.</summary>
internal static class ModelLoading
{
    /// <summary>What a user may give.</summary>
    internal static string Description => $"An ONNX file, or an architecture: {string.Join(", ", Architectures.Names)}";

    /// <summary>Loads an ONNX file, or makes the architecture of that name for images of 28x28.</summary>
    /// <exception cref="DigitsException">There is no such file or architecture, or the file cannot be used.</exception>
    internal static OnnxModel Load(string fileOrName) =>
        IsFile(fileOrName) ? OnnxModel.Load(fileOrName) : new OnnxModel(Architectures.Create(fileOrName, new Shape(1, 28, 28)));

    private static bool IsFile(string name) => Path.HasExtension(name) || Path.GetFileName(name) != name || (Path.Exists(name) && !Architectures.Names.Contains(name));
}
