using Digits.Engine;
using Digits.Reading;
using Digits.Training;
using Digits.Zoo;

namespace Digits.Cli;

/// <summary>Loads a model that may be a file or only have a name.</summary>
internal static class ModelLoading
{
    /// <summary>What a user may give.</summary>
    internal static string Description =>
        $"An ONNX file, default for the bundled model, a JSON file that describes a network, or an architecture: {string.Join(", ", Architectures.Names)}";

    /// <summary>What a user may give to be trained.</summary>
    internal static string TrainedDescription => $"Architecture: {string.Join(", ", Architectures.Names)}; or a JSON file that describes a network";

    /// <summary>Loads an ONNX file with its metadata, or makes a network from a description or an architecture, for ten classes of 28x28 images.</summary>
    /// <exception cref="DigitsException">There is no such file or architecture, or the file cannot be used.</exception>
    internal static (Network Network, IReadOnlyDictionary<string, string> Metadata) Load(string fileOrName)
    {
        if (!IsModelFile(fileOrName))
        {
            Network network = new RunConfiguration().WithModel(fileOrName).CreateNetwork(new Shape(1, 28, 28), classes: 10);
            return (network, new Dictionary<string, string>(StringComparer.Ordinal));
        }

        OnnxModel model = Open(fileOrName);
        return (model.Network, model.Metadata);
    }

    /// <summary>Loads an ONNX file, or the bundled model by its name.</summary>
    /// <exception cref="DigitsException">The file cannot be used.</exception>
    internal static OnnxModel Open(string fileOrDefault, OnnxLoadOptions? options = null)
    {
        if (IsDefault(fileOrDefault))
            return BundledModel.Load();
        if (Architectures.Names.Contains(fileOrDefault) && !Path.Exists(fileOrDefault))
        {
            throw new InvalidInputException(
                $"{fileOrDefault}: is an architecture, not a trained model; train it with 'digits train --model {fileOrDefault}' and give its model.onnx.");
        }

        return OnnxModel.Load(fileOrDefault, options);
    }

    /// <summary>Whether a name stands for the bundled model.</summary>
    internal static bool IsDefault(string name) => name == BundledModel.Name && !Path.Exists(name);

    private static bool IsModelFile(string name)
    {
        if (IsDefault(name))
            return true;
        if (NetworkDescription.IsFile(name))
            return false;

        bool looksLikePath = Path.HasExtension(name) || Path.GetFileName(name) != name;
        return looksLikePath || (Path.Exists(name) && !Architectures.Names.Contains(name));
    }
}
