using Digits.Engine.Onnx;

namespace Digits.Engine;

/// <summary>
/// A network with its metadata: what a model file holds. The file is ONNX (operator set 17 unless told otherwise) and runs elsewhere as it is: input
/// <c>image</c> <c>[N, C, H, W]</c>, output <c>logits</c> or <c>probabilities</c> <c>[N, K]</c>, any N. Files that other programs exported load too,
/// within the operators that the engine has. Nodes have their layers' names and constants their parameters' names, in PyTorch's layouts.
/// </summary>
public sealed class OnnxModel
{
    /// <summary>A model to be saved.</summary>
    /// <param name="network">The network.</param>
    /// <param name="metadata">
    /// What the file says of the model, see <see cref="OnnxMetadata"/>. <see cref="OnnxMetadata.InputRange"/> is
    /// <see cref="OnnxMetadata.ZeroToOne"/> unless given.
    /// </param>
    public OnnxModel(Network network, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        Network = network;
        SortedDictionary<string, string> entries = new(StringComparer.Ordinal) { [OnnxMetadata.InputRange] = OnnxMetadata.ZeroToOne };
        if (metadata is not null)
        {
            foreach ((string key, string value) in metadata)
                entries[key] = value;
        }

        Metadata = entries.AsReadOnly();
    }

    private OnnxModel(Network network, SortedDictionary<string, string> metadata, IReadOnlyList<string> notes)
    {
        Network = network;
        Notes = notes;
        Metadata = metadata.AsReadOnly();
    }

    /// <summary>The network.</summary>
    public Network Network { get; }

    /// <summary>What the file says of the model. A file from elsewhere may say nothing, not even <see cref="OnnxMetadata.InputRange"/>.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>What was assumed or changed when the file was loaded, a sentence each; none for a file that says all.</summary>
    public IReadOnlyList<string> Notes { get; } = [];

    /// <summary>The classes' names, <c>[K]</c>; null if the model has none, or not as many as outputs.</summary>
    public IReadOnlyList<string>? LabelNames =>
        Metadata.GetValueOrDefault(OnnxMetadata.Labels)?.Split(',', StringSplitOptions.TrimEntries) is { } names
        && names.Length == Network.Output.Shape.Channels ? names : null;

    /// <summary>The same network with other metadata.</summary>
    public OnnxModel With(IReadOnlyDictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        return new OnnxModel(Network, new SortedDictionary<string, string>(new Dictionary<string, string>(metadata), StringComparer.Ordinal), Notes);
    }

    /// <summary>Loads a model file. Weights that it keeps in another file are read from its own folder.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What the file leaves open; null for the defaults.</param>
    /// <exception cref="DigitsException">The file cannot be read, is damaged, or uses something that the engine does not support.</exception>
    public static OnnxModel Load(string path, OnnxLoadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Directory.Exists(path))
        {
            string? inside = Directory.EnumerateFiles(path, "*.onnx", new EnumerationOptions { IgnoreInaccessible = true }).Order(StringComparer.Ordinal)
                .FirstOrDefault();
            throw new InvalidInputException($"{path}: is a folder; give the model file{(inside is null ? ", such as model.onnx" : $" in it: {inside}")}.");
        }

        try
        {
            string folder = options?.DataFolder ?? Path.GetDirectoryName(Path.GetFullPath(path)) ?? path;
            return Read(File.ReadAllBytes(path), (options ?? new()) with { DataFolder = folder });
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidInputException($"{path}: no such file.", e);
        }
        catch (Exception e) when (e is DigitsException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InvalidInputException($"{path}: {AtomicFile.OneLine(e)}", e);
        }
    }

    /// <summary>Reads a model from the bytes of its file.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="options">What the file leaves open; null for the defaults.</param>
    /// <exception cref="DigitsException">The bytes are damaged, or use something that the engine does not support.</exception>
    public static OnnxModel Read(ReadOnlySpan<byte> bytes, OnnxLoadOptions? options = null)
    {
        ModelProto model = ModelFile.Read(bytes);
        SortedDictionary<string, string> metadata = new(StringComparer.Ordinal);
        foreach (StringStringEntryProto entry in model.Metadata)
            metadata[entry.Key] = entry.Value;

        ImportedNetwork imported = ModelImporter.Import(model, options ?? new());
        if (imported.ReadsBytes)
            metadata.TryAdd(OnnxMetadata.InputRange, OnnxMetadata.ZeroTo255);

        return new OnnxModel(imported.Network, metadata, imported.Notes);
    }

    /// <summary>Reads a model from a stream, to its end.</summary>
    /// <param name="stream">The whole file.</param>
    /// <param name="options">What the file leaves open; null for the defaults.</param>
    /// <exception cref="DigitsException">The bytes are damaged, or use something that the engine does not support.</exception>
    public static OnnxModel Read(Stream stream, OnnxLoadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using MemoryStream bytes = new(stream.CanSeek ? (int)Math.Clamp(stream.Length - stream.Position, 0, Array.MaxLength) : 0);
        stream.CopyTo(bytes);
        return Read(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), options);
    }

    /// <summary>Writes the model beside <paramref name="path"/> and, once it is on the disk, over it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is written; null for the usual form.</param>
    /// <exception cref="DigitsException">
    /// The file cannot be written, the network has a layer that ONNX cannot express, or the options ask for what it does not have.
    /// </exception>
    public void Save(string path, OnnxSaveOptions? options = null)
    {
        byte[] bytes = ToArray(options);
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    /// <summary>The bytes of the file: the same for the same graph, weights, metadata and options.</summary>
    /// <param name="options">How it is written; null for the usual form.</param>
    /// <exception cref="DigitsException">The network has a layer that ONNX cannot express, or the options ask for what it does not have.</exception>
    public byte[] ToArray(OnnxSaveOptions? options = null)
    {
        options ??= new OnnxSaveOptions();
        return ModelFile.Write(With(options.Output), options);
    }

    /// <summary>This model with another end. It shares the weights.</summary>
    private OnnxModel With(OnnxOutput output)
    {
        bool givesProbabilities = Network.OutputsProbabilities;
        if (output == OnnxOutput.Unchanged || givesProbabilities == (output == OnnxOutput.Probabilities))
            return this;

        SortedDictionary<string, string> metadata = new(Metadata.ToDictionary(), StringComparer.Ordinal);
        Node end = Network.Output;
        if (output == OnnxOutput.Probabilities)
        {
            metadata[OnnxMetadata.Output] = OnnxMetadata.Probabilities;
            return new OnnxModel(Network.UpTo(end.Then(new Softmax())), metadata);
        }

        metadata.Remove(OnnxMetadata.Output);
        return end.Layer is Softmax
            ? new OnnxModel(Network.UpTo(end.Inputs[0]), metadata)
            : throw new InvalidInputException("The network ends in a mean of probabilities and has no logits; write it with probabilities.");
    }
}
