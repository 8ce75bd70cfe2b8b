using System.Diagnostics;

namespace Digits.Engine;

/// <summary>Times the same step again and again, in rounds between which other things are measured.</summary>
internal sealed class StepTimer(Action step)
{
    private readonly List<double> _seconds = [];
    private readonly List<long> _allocated = [];

    /// <summary>Seconds a step: the median of the rounds.</summary>
    internal double Seconds => Quantile.Of(_seconds, 0.5);

    /// <summary>
    /// Bytes a step of the round that took the least: the process's other threads may allocate now and then, but what a step takes it takes in every round.
    /// </summary>
    internal long AllocatedBytes => _allocated.Min();

    /// <summary>One step to bring the caches back, then steps for at least the given time.</summary>
    internal void Round(TimeSpan time)
    {
        step();
        int steps = 0;
        TimeSpan elapsed;
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        long start = Stopwatch.GetTimestamp();
        do
        {
            step();
            steps++;
            elapsed = Stopwatch.GetElapsedTime(start);
        }
        while (elapsed < time);

        _allocated.Add((GC.GetTotalAllocatedBytes(precise: true) - allocated + steps - 1) / steps);
        _seconds.Add(elapsed.TotalSeconds / steps);
    }

    /// <summary>Forgets what was measured.</summary>
    internal void Clear()
    {
        _seconds.Clear();
        _allocated.Clear();
    }
}
