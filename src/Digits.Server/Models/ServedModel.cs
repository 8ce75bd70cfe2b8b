using System.Security.Cryptography;
using Digits.Engine;
using Digits.Reading;

namespace Digits.Server;

/// <summary>A model as it was loaded. A replaced file gives another one; requests that have begun keep theirs.</summary>
internal sealed class ServedModel
{
    private ServedModel(string version, Classifier classifier)
    {
        Version = version;
        Classifier = classifier;
        bool isOfDigits = IsOfDigits(classifier);
        Reader = isOfDigits ? new DigitReader(classifier) : null;
        Explainer = new Explainer(classifier);
        Labels = [.. Enumerable.Range(0, classifier.Classes).Select(i => classifier.LabelNames?[i] ?? $"{i}")];
    }

    /// <summary>The first digits of the SHA-256 of the file.</summary>
    internal string Version { get; }

    /// <summary>Answers for single images.</summary>
    internal Classifier Classifier { get; }

    /// <summary>Reads pictures; null where the classes are not the ten digits.</summary>
    internal DigitReader? Reader { get; }

    /// <summary>Shows how it comes to its answers.</summary>
    internal Explainer Explainer { get; }

    /// <summary>The names of the classes, <c>[K]</c>.</summary>
    internal IReadOnlyList<string> Labels { get; }

    /// <summary>Pixels of an image.</summary>
    internal int ImageSize => Classifier.Width * Classifier.Height;

    /// <summary>Loads a model.</summary>
    /// <exception cref="DigitsException">The file cannot be read, or is no model that tells digits apart.</exception>
    internal static ServedModel Load(ModelFile file)
    {
        byte[] bytes;
        OnnxModel model;
        if (file.Path is null)
        {
            model = BundledModel.Load();
            bytes = model.ToArray();
        }
        else
        {
            // One read gives both the model and its version, so that a file that is replaced meanwhile cannot mix two.
            bytes = ReadFile(file.Path);
            try
            {
                string? folder = Path.GetDirectoryName(Path.GetFullPath(file.Path));
                model = OnnxModel.Read(bytes, new OnnxLoadOptions { DataFolder = folder, Output = file.Output });
                model = file.Input?.ApplyTo(model) ?? model;
            }
            catch (InvalidInputException e)
            {
                throw new InvalidInputException($"{file.Path}: {e.Message}", e);
            }
        }

        return new ServedModel(Convert.ToHexStringLower(SHA256.HashData(bytes))[..12], new Classifier(model, threads: 1));
    }

    private static byte[] ReadFile(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"{path}: cannot be read: {e.Message}", e);
        }
    }

    private static bool IsOfDigits(Classifier classifier)
    {
        try
        {
            classifier.RequireDigits();
            return true;
        }
        catch (InvalidInputException)
        {
            return false;
        }
    }
}
