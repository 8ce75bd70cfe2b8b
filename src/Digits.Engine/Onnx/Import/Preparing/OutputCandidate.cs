namespace Digits.Engine.Onnx;

/// <summary>A tensor that may be what a model gives.</summary>
/// <param name="Output">The file's output.</param>
/// <param name="Tensor">The tensor that is taken for it.</param>
/// <param name="Note">What was left out after it, or null.</param>
internal sealed record OutputCandidate(string Output, string Tensor, string? Note);
