namespace Digits.Engine;

/// <summary>A network with its metadata.</summary>
public sealed class OnnxModel(Network network, IReadOnlyDictionary<string, string>? metadata = null)
{
    /// <summary>The network.</summary>
    public Network Network => network;

    /// <summary>Metadata.</summary>
    public IReadOnlyDictionary<string, string> Metadata => metadata ?? new Dictionary<string, string>();

    /// <summary>Reads.</summary>
    public static OnnxModel Load(string path) => throw new NotSupportedException(path);

    /// <summary>Writes.</summary>
    public void Save(string path) => throw new NotSupportedException(path);
}
