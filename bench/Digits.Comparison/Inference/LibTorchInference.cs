using System.Diagnostics;
using Digits.Comparison.Running;
using Digits.Comparison.Training;
using static TorchSharp.torch;

namespace Digits.Comparison.Inference;

/// <summary>libtorch at its best: evaluation, inference mode, and whichever of its two layouts is the faster for this network and batch.</summary>
internal sealed class LibTorchInference : IInference
{
    private readonly IDisposable _mode;
    private readonly TorchNetwork _network;
    private readonly Tensor[] _images;

    public LibTorchInference(InferenceInput input)
    {
        LibTorch.Load(input.Threads);
        _mode = inference_mode(true);
        (double time, _network, _images) = Measured(input, channelsLast: true);
        (double other, TorchNetwork network, Tensor[] images) = Measured(input, channelsLast: false);
        if (other < time)
            (_network, _images) = (network, images);
    }

    public string Library => Versions.LibTorch;

    public string? Layout => _network.IsChannelsLast ? "channels_last" : "contiguous";

    public void Run(int call)
    {
        using Tensor results = _network.call(_images[call]);
    }

    public float[] Outputs(int call)
    {
        using Tensor results = _network.call(_images[call]);
        return results.data<float>().ToArray();
    }

    public void Dispose()
    {
        _network.Dispose();
        foreach (Tensor image in _images)
            image.Dispose();
        _mode.Dispose();
    }

    /// <summary>A network in a layout, the images for it, and the median time of a call.</summary>
    private static (double Milliseconds, TorchNetwork Network, Tensor[] Images) Measured(InferenceInput input, bool channelsLast)
    {
        TorchNetwork network = new(input.Network, channelsLast);
        network.eval();
        int length = input.BatchSize * input.Area;
        Engine.Shape shape = input.Network.Input.Shape;
        Tensor[] images = [.. Enumerable.Range(0, input.Calls).Select(call => LibTorch.Images(
            input.Images.AsSpan(call * length, length).ToArray(), shape, channelsLast))];
        List<double> times = [];
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalSeconds < 0.5 || times.Count < 20;)
        {
            long before = Stopwatch.GetTimestamp();
            using Tensor results = network.call(images[times.Count % images.Length]);
            times.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
        }

        return (Statistics.Median(times), network, images);
    }
}
