using Digits.EndToEnd.Tests.Support;

namespace Digits.EndToEnd.Tests.Tuning;

/// <summary>Several worker processes at one study. Now and then one is killed, and another takes its place.</summary>
internal sealed class Crew : IDisposable
{
    /// <summary>
    /// So many deaths prove what there is to prove; on a busy machine, where a worker takes long to start, the study would never end with more.
    /// </summary>
    private const int MostKills = 60;

    private readonly CliProcess[] _workers;
    private readonly Func<CliProcess> _start;

    /// <summary>A crew at work.</summary>
    /// <param name="size">How many workers.</param>
    /// <param name="start">Starts one.</param>
    internal Crew(int size, Func<CliProcess> start)
    {
        _start = start;
        _workers = [.. Enumerable.Range(0, size).Select(_ => start())];
    }

    internal int Kills { get; private set; }

    /// <summary>What all workers said of their trials, the killed ones too.</summary>
    internal List<TrialLine> Lines { get; } = [];

    /// <summary>Kills workers until one ends by itself, which it does when the study has its trials, or enough have died; then waits for all others.</summary>
    internal void WorkAndDie(Random random)
    {
        int next = random.Next(_workers.Length);
        while (Kills < MostKills && _workers[next].KillAfter(TimeSpan.FromSeconds(0.5 + (2 * random.NextDouble()))))
        {
            Kills++;
            Lines.AddRange(TrialLine.Of(_workers[next].WaitForExit()));
            _workers[next].Dispose();
            _workers[next] = _start();
            next = random.Next(_workers.Length);
        }

        foreach (CliProcess worker in _workers)
            Lines.AddRange(TrialLine.Of(worker.WaitForExit().ShouldSucceed()));
    }

    public void Dispose()
    {
        foreach (CliProcess worker in _workers)
            worker.Dispose();
    }
}
