using System.Diagnostics.Metrics;

namespace Digits.Server;

/// <summary>What the server counts and measures. ASP.NET Core's own meters have the requests and how long they take.</summary>
internal sealed class ServerMeter
{
    /// <summary>The name of the meter.</summary>
    internal const string Name = "Digits.Server";

    private readonly Counter<int> _images;
    private readonly Counter<int> _refused;
    private readonly Histogram<int> _batches;
    private readonly Histogram<double> _confidence;

    /// <summary>Makes the instruments.</summary>
    /// <param name="factory">What makes meters.</param>
    /// <param name="images">How many images wait for a model now, or are being run.</param>
    /// <param name="pictures">How many pictures wait, or are being read.</param>
    internal ServerMeter(IMeterFactory factory, Func<int> images, Func<int> pictures)
    {
        Meter meter = factory.Create(Name);
        _images = meter.CreateCounter<int>("digits.images", "{image}", "Images that a model classified.");
        _refused = meter.CreateCounter<int>("digits.refused", "{request}", "Requests that were answered with 503, as too many waited.");
        _batches = meter.CreateHistogram(
            "digits.batch.images",
            "{image}",
            "Images that were run together.",
            advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64] });
        _confidence = meter.CreateHistogram(
            "digits.confidence",
            "1",
            "Probability of each answer.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999] });
        meter.CreateObservableUpDownCounter("digits.queue.images", images, "{image}", "Images that wait for a model or are being run.");
        meter.CreateObservableUpDownCounter("digits.queue.pictures", pictures, "{picture}", "Requests with pictures that wait or are being read.");
    }

    /// <summary>Images were run together.</summary>
    internal void Batch(int images) => _batches.Record(images);

    /// <summary>Images were classified.</summary>
    /// <param name="model">The name of the model.</param>
    /// <param name="probabilities">Its answer, <c>[count, K]</c>.</param>
    /// <param name="classes">Its classes, <c>K</c>.</param>
    internal void Classified(string model, ReadOnlySpan<float> probabilities, int classes)
    {
        KeyValuePair<string, object?> tag = new("model", model);
        _images.Add(probabilities.Length / classes, tag);
        if (!_confidence.Enabled)
            return;
        for (int i = 0; i < probabilities.Length; i += classes)
            _confidence.Record(System.Numerics.Tensors.TensorPrimitives.Max(probabilities.Slice(i, classes)), tag);
    }

    /// <summary>A digit was read in a picture.</summary>
    internal void Read(string model, double confidence) => _confidence.Record(confidence, new KeyValuePair<string, object?>("model", model));

    /// <summary>A request was turned away.</summary>
    /// <param name="queue">What it would have waited for: <c>images</c> or <c>pictures</c>.</param>
    internal void Refused(string queue) => _refused.Add(1, new KeyValuePair<string, object?>("queue", queue));
}
