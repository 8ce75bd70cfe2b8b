namespace Digits.Engine.Kernels;

/// <summary>What batch normalization multiplies each channel by and adds, and the mean that it takes off.</summary>
internal readonly ref struct ChannelScale(ReadOnlySpan<float> mean, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift)
{
    internal readonly ReadOnlySpan<float> Mean = mean;
    internal readonly ReadOnlySpan<float> Scale = scale;
    internal readonly ReadOnlySpan<float> Shift = shift;

    internal int Count => Scale.Length;
}
