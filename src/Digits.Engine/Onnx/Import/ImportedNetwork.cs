namespace Digits.Engine.Onnx;

/// <summary>A file's network.</summary>
/// <param name="Network">The network.</param>
/// <param name="Notes">What was assumed or changed to make it, a sentence each.</param>
/// <param name="ReadsBytes">Whether its input is of integers.</param>
internal sealed record ImportedNetwork(Network Network, IReadOnlyList<string> Notes, bool ReadsBytes);
