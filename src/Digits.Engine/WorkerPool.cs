namespace Digits.Engine;

/// <summary>
/// Lends teams of threads to whoever has work. Plans that run side by side, such as those of several searches or of several readers, have a team each; teams
/// are made when there are too few, and kept.
/// </summary>
internal sealed class WorkerPool
{
    private static readonly Dictionary<int, WorkerPool> _pools = [];
    private static readonly Lock _poolsGate = new();

    private readonly Stack<WorkerTeam> _idle = [];
    private readonly Lock _gate = new();

    private WorkerPool(int threads) => Threads = threads;

    internal int Threads { get; }

    /// <summary>The pool of teams of so many threads, the caller's included; made at the first call and shared.</summary>
    internal static WorkerPool Of(int threads)
    {
        lock (_poolsGate)
        {
            if (!_pools.TryGetValue(threads, out WorkerPool? pool))
                _pools[threads] = pool = new WorkerPool(threads);

            return pool;
        }
    }

    /// <summary>Runs items 0 to <paramref name="count"/> - 1, the caller taking its share, and returns when all are done.</summary>
    internal void Run(IWork work, int count)
    {
        if (Threads == 1 || count == 1)
        {
            for (int item = 0; item < count; item++)
                work.Execute(item, 0);

            return;
        }

        if (count == 0)
            return;

        WorkerTeam team = Rent();
        try
        {
            team.Run(work, count);
        }
        finally
        {
            lock (_gate)
                _idle.Push(team);
        }
    }

    private WorkerTeam Rent()
    {
        lock (_gate)
        {
            if (_idle.TryPop(out WorkerTeam? team))
                return team;
        }

        return new WorkerTeam(Threads);
    }
}
