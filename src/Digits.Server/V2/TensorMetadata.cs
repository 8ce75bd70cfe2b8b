namespace Digits.Server;

/// <summary>A tensor of a model; -1 in its shape is any number.</summary>
internal sealed record TensorMetadata(string Name, string Datatype, int[] Shape);
