namespace Digits.Engine;

/// <summary>What a model file leaves open.</summary>
public sealed record OnnxLoadOptions
{
    /// <summary>
    /// The name of the output that is meant, where the file has several; the name of any tensor within cuts off what follows. Null takes the one with a value
    /// for each of ten classes.
    /// </summary>
    public string? Output { get; init; }

    /// <summary>
    /// The folder in which weights lie that the model keeps in another file; only files in the folder itself are read. <see cref="OnnxModel.Load"/> knows it
    /// from the path.
    /// </summary>
    public string? DataFolder { get; init; }
}
