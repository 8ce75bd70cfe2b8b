namespace Digits.Server;

/// <summary>The models.</summary>
internal sealed record ModelsDocument(IReadOnlyList<ModelDocument> Models);
