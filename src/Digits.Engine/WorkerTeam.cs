using System.Runtime.ExceptionServices;

namespace Digits.Engine;

/// <summary>
/// Threads that wait for short work, one piece at a time. Between two pieces of work they spin for some microseconds before they sleep, so that a step of
/// training, which hands out work several times, does not wait for the operating system. Items are numbered; which thread takes which is left to chance, and
/// nothing may depend on it.
/// </summary>
#pragma warning disable CA1001 // A team lives as long as the process; its threads are background threads.
internal sealed class WorkerTeam
#pragma warning restore CA1001
{
    /// <summary>
    /// Rounds of a tenth of a microsecond or less, after which a thread sleeps: some parts of a single image take no more than one microsecond.
    /// </summary>
    private const int SpinRounds = 10_000;
    private const int SpinsInRound = 4;

    /// <summary>Rounds that the caller waits for the others before it lets the system run something else: they may be waiting for its processor.</summary>
    private const int CallerRounds = 300;
    private readonly Lock _sleepGate = new();
    private readonly SemaphoreSlim _wake = new(0);
    private int _sleeping;
    private IWork? _work;
    private int _count;
    private int _done;
    private Exception? _failure;

    /// <summary>
    /// The number of the work at hand in the upper half, the items that nobody has taken yet in the lower: taking an item and making sure that the work is
    /// still this one are one exchange, and a thread that comes late finds zero there, whatever work comes next.
    /// </summary>
    private long _state;

    /// <summary>Starts the threads: one fewer than asked for, because the caller works too.</summary>
    internal WorkerTeam(int threads)
    {
        for (int worker = 1; worker < threads; worker++)
        {
            int number = worker;
            new Thread(() => Loop(number)) { IsBackground = true, Name = $"digits-{number}" }.Start();
        }
    }

    /// <summary>Runs items 0 to <paramref name="count"/> - 1, the caller taking its share, and returns when all are done. One call at a time.</summary>
    internal void Run(IWork work, int count)
    {
        _work = work;
        _count = count;
        _failure = null;
        Volatile.Write(ref _done, 0);
        int epoch = unchecked(Epoch(Volatile.Read(ref _state)) + 1);
        Volatile.Write(ref _state, ((long)epoch << 32) | (uint)count);
        Interlocked.MemoryBarrier();
        WakeSleepers();
        Help(0, epoch);

        for (int round = 0; Volatile.Read(ref _done) < count && round < CallerRounds; round++)
            Thread.SpinWait(SpinsInRound);

        SpinWait spin = default;
        while (Volatile.Read(ref _done) < count)
            spin.SpinOnce(sleep1Threshold: -1);

        if (_failure is not null)
            ExceptionDispatchInfo.Throw(_failure);
    }

    /// <summary>The number of a work, which may wrap around: a team lives long.</summary>
    private static int Epoch(long state) => (int)(state >> 32);

    private void WakeSleepers()
    {
        if (Volatile.Read(ref _sleeping) == 0)
            return;

        lock (_sleepGate)
        {
            if (_sleeping > 0)
                _wake.Release(_sleeping);

            _sleeping = 0;
        }
    }

    private void Loop(int worker)
    {
        int seen = 0;
        while (true)
        {
            int epoch = Epoch(Volatile.Read(ref _state));
            for (int round = 0; epoch == seen && round < SpinRounds; round++)
            {
                Thread.SpinWait(SpinsInRound);
                epoch = Epoch(Volatile.Read(ref _state));
            }

            if (epoch == seen)
            {
                Sleep(seen);
                continue;
            }

            seen = epoch;
            Help(worker, epoch);
        }
    }

    private void Sleep(int seen)
    {
        lock (_sleepGate)
            _sleeping++;

        Interlocked.MemoryBarrier();
        if (Epoch(Volatile.Read(ref _state)) != seen)
        {
            // Work came in between: stay awake, unless the caller has counted this thread and released it already.
            lock (_sleepGate)
            {
                if (_sleeping > 0)
                {
                    _sleeping--;
                    return;
                }
            }
        }

        _wake.Wait();
    }

    private void Help(int worker, int epoch)
    {
        while (true)
        {
            long state = Volatile.Read(ref _state);
            int left = (int)state;
            if (Epoch(state) != epoch || left == 0)
                return;

            if (Interlocked.CompareExchange(ref _state, state - 1, state) != state)
                continue;

            try
            {
                _work!.Execute(_count - left, worker);
            }
#pragma warning disable CA1031 // Whatever it is, it is thrown again where the work was asked for.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                Interlocked.CompareExchange(ref _failure, failure, null);
            }

            Interlocked.Increment(ref _done);
        }
    }
}
