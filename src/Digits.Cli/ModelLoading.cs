using Digits.Engine;
using Digits.Reading;
using Digits.Training;
using Digits.Zoo;

namespace Digits.Cli;

/// <summary>Loads a model that may be a file or only have a name.</summary>
internal static class ModelLoading
{
    /// <summary>What a user may give.</summary>
    internal static string Description => $"An ONNX file, default for the model that comes along, a JSON file that describes a network, or an architecture: {string.Join(", ", Architectures.Names)}";

    /// <summary>What a user may give to be trained.</summary>
    internal static string TrainedDescription => $"Architecture: {string.Join(", ", Architectures.Names)}; or a JSON file that describes a network";

    /// <summary>Loads an ONNX file with its metadata, or makes the network that is described or has that name for ten classes of images of 28x28.</summary>
    /// <exception cref="DigitsException">There is no such file or architecture, or the file cannot be used.</exception>
    internal static (Network Network, IReadOnlyDictionary<string, string> Metadata) Load(string fileOrName)
    {
        if (!IsModelFile(fileOrName))
            return (new RunConfiguration().WithModel(fileOrName).CreateNetwork(new Shape(1, 28, 28), classes: 10), new Dictionary<string, string>(StringComparer.Ordinal));

        OnnxModel model = Open(fileOrName);
        return (model.Network, model.Metadata);
    }

    /// <summary>Loads an ONNX file, or the model that comes along by its name.</summary>
    /// <exception cref="DigitsException">The file cannot be used.</exception>
    internal static OnnxModel Open(string fileOrDefault)
    {
        if (IsDefault(fileOrDefault))
            return BundledModel.Load();
        if (Architectures.Names.Contains(fileOrDefault) && !Path.Exists(fileOrDefault))
            throw new InvalidInputException($"{fileOrDefault}: is an architecture, not a trained model; train it by 'digits train --model {fileOrDefault}' and give the model.onnx that comes of it.");
        return OnnxModel.Load(fileOrDefault);
    }

    private static bool IsDefault(string name) => name == BundledModel.Name && !Path.Exists(name);

    private static bool IsModelFile(string name) => IsDefault(name) || (!NetworkDescription.IsFile(name) && (Path.HasExtension(name) || Path.GetFileName(name) != name || (Path.Exists(name) && !Architectures.Names.Contains(name))));
}
