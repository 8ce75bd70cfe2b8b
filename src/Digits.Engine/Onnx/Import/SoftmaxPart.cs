namespace Digits.Engine.Onnx;

/// <summary>A piece of a softmax of a tensor.</summary>
/// <param name="Kind">Which piece.</param>
/// <param name="X">The logits.</param>
/// <param name="IsShifted">Whether their greatest was taken off first.</param>
/// <param name="Maker">The node that makes it.</param>
internal sealed record SoftmaxPart(SoftmaxPartKind Kind, ImportedTensor X, bool IsShifted, NodeProto Maker)
{
    /// <summary>Whether two pieces are of the same logits.</summary>
    internal bool Matches(SoftmaxPart other) => X.Node == other.X.Node && IsShifted == other.IsShifted;
}
