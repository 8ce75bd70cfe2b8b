using System.Diagnostics;

namespace Digits.Engine;

/// <summary>Times each call of the same work.</summary>
internal sealed class LatencyTimer(Action call)
{
    private readonly List<double> _microseconds = [];

    internal Latency Latency => new(Quantile.Of(_microseconds, 0.5), Quantile.Of(_microseconds, 0.99));

    /// <summary>One call to bring the caches back, then calls for at least the given time.</summary>
    internal void Round(TimeSpan time)
    {
        call();
        long start = Stopwatch.GetTimestamp();
        do
        {
            long before = Stopwatch.GetTimestamp();
            call();
            _microseconds.Add(Stopwatch.GetElapsedTime(before).TotalMicroseconds);
        }
        while (Stopwatch.GetElapsedTime(start) < time);
    }

    /// <summary>Forgets what was measured.</summary>
    internal void Clear() => _microseconds.Clear();
}
