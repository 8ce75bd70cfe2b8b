namespace Digits.Server;

/// <summary>What the server says of a model.</summary>
internal sealed record ModelMetadata(string Name, string[] Versions, string Platform, TensorMetadata[] Inputs, TensorMetadata[] Outputs);
