namespace Digits.Engine.Onnx;

/// <summary>A tensor of the graph being written. ONNX tells <c>[N, C]</c> from <c>[N, C, 1, 1]</c>; the engine does not.</summary>
internal readonly record struct ExportedTensor(string Name, bool IsFlat);
