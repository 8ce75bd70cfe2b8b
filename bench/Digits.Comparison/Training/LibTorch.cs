using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Digits.Engine;
using TorchSharp;
using static TorchSharp.torch;

namespace Digits.Comparison.Training;

/// <summary>What every use of libtorch needs.</summary>
internal static class LibTorch
{
    /// <summary>Loads libtorch and sets its threads.</summary>
    /// <exception cref="WorkFailedException">It does not load here; the message says why.</exception>
    public static void Load(int threads)
    {
        // First by hand: where it does not load, TorchSharp copies half a gigabyte about before it says so.
        try
        {
            NativeLibrary.Load("LibTorchSharp", typeof(torch).Assembly, DllImportSearchPath.AssemblyDirectory);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            Match old = Regex.Match(e.Message, "version `[^']+' not found");
            string reason = old.Success ? $"{old.Value}; on Debian 12 see bench/README.md" : e.Message.Split('\n')[0].Trim();
            throw new WorkFailedException($"libtorch does not load here: {reason}", e);
        }

        set_num_threads(threads);
        set_num_interop_threads(1);
    }

    /// <summary>Images as a tensor, <c>[N, C, H, W]</c>.</summary>
    public static Tensor Images(float[] pixels, Shape shape, bool channelsLast)
    {
        Tensor images = tensor(pixels).reshape(pixels.Length / shape.Size, shape.Channels, shape.Height, shape.Width);
        return channelsLast ? ChannelsLast(images) : images;
    }

    /// <summary>
    /// The same tensor in memory as <c>[N, H, W, C]</c>, what PyTorch calls channels_last. The strides are spelled out, since those of a single channel would
    /// fit both layouts, and libtorch then takes the other.
    /// </summary>
    public static Tensor ChannelsLast(Tensor tensor)
    {
        (long n, long c, long h, long w) = (tensor.shape[0], tensor.shape[1], tensor.shape[2], tensor.shape[3]);
        return tensor.permute(0, 2, 3, 1).contiguous().as_strided([n, c, h, w], [h * w * c, 1, w * c, c]);
    }
}
