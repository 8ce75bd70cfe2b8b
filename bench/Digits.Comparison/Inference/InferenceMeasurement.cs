using System.Diagnostics;
using Digits.Comparison.Running;

namespace Digits.Comparison.Inference;

/// <summary>
/// Runs all images again and again. The figure of a batch is the images a second of the median pass; that of one image the median call, in microseconds.
/// </summary>
internal sealed class InferenceMeasurement : IMeasurement
{
    /// <summary>How many images' outputs are compared.</summary>
    private const int Compared = 1000;

    private readonly InferenceInput _input;
    private readonly IInference _inference;
    private readonly double _seconds;

    public InferenceMeasurement(Func<InferenceInput, IInference> create, Job job)
    {
        _input = new InferenceInput(job);
        _inference = create(_input);
        _seconds = job.Seconds;
    }

    public string Library => _inference.Library;

    public string? Layout => _inference.Layout;

    public void WarmUp() => Measure(Math.Min(1, _seconds));

    public Answer Round()
    {
        (List<double> passes, List<double> calls) = Measure(_seconds);
        if (_input.BatchSize > 1)
            return new Answer { Figure = _input.Calls * _input.BatchSize / Statistics.Median(passes) };

        Dictionary<string, double> details = new() { ["p99_us"] = 1e6 * Statistics.Quantile(calls, 0.99) };
        return new Answer { Figure = 1e6 * Statistics.Median(calls), Details = details };
    }

    public Answer End() => new()
    {
        Outputs = [.. Enumerable.Range(0, Math.Min(_input.Calls, Compared / _input.BatchSize)).SelectMany(_inference.Outputs)],
    };

    public void Dispose() => _inference.Dispose();

    private (List<double> Passes, List<double> Calls) Measure(double seconds)
    {
        List<double> passes = [], calls = [];
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalSeconds < seconds;)
        {
            long begin = Stopwatch.GetTimestamp();
            for (int call = 0; call < _input.Calls; call++)
            {
                long before = Stopwatch.GetTimestamp();
                _inference.Run(call);
                calls.Add(Stopwatch.GetElapsedTime(before).TotalSeconds);
            }

            passes.Add(Stopwatch.GetElapsedTime(begin).TotalSeconds);
        }

        return (passes, calls);
    }
}
