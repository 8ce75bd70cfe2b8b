namespace Digits.Server;

/// <summary>What the server says of itself.</summary>
internal sealed record ServerMetadata(string Name, string Version, string[] Extensions);
