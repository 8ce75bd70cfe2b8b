namespace Digits.Engine.Kernels;

/// <summary>For each channel what the gradient and the input are multiplied by, and what is added: the gradient of batch normalization.</summary>
internal readonly ref struct ChannelCombination(ReadOnlySpan<float> forGradient, ReadOnlySpan<float> forInput, ReadOnlySpan<float> offset)
{
    internal readonly ReadOnlySpan<float> ForGradient = forGradient;
    internal readonly ReadOnlySpan<float> ForInput = forInput;
    internal readonly ReadOnlySpan<float> Offset = offset;

    internal int Count => Offset.Length;
}
