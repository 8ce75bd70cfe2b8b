using Digits.Data;
using static TorchSharp.torch;

namespace Digits.Comparison.Training;

/// <summary>A set of digits as tensors: floats of 0 to 1, channels_last, and labels.</summary>
internal sealed class TorchSet : IDisposable
{
    public TorchSet(DigitSet set)
    {
        Count = set.Count;
        float[] pixels = new float[set.Count * set.Rows * set.Columns];
        byte[] labels = new byte[set.Count];
        new Batches(set, set.Count).Fill(0, 0, pixels, labels, out _);
        Images = LibTorch.Images(pixels, new Engine.Shape(1, set.Rows, set.Columns), channelsLast: true);
        Labels = tensor([.. labels.Select(label => (long)label)], int64);
    }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>The images, <c>[N, 1, H, W]</c>.</summary>
    public Tensor Images { get; }

    /// <summary>The labels, <c>[N]</c>.</summary>
    public Tensor Labels { get; }

    public void Dispose()
    {
        Images.Dispose();
        Labels.Dispose();
    }
}
