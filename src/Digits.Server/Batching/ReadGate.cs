namespace Digits.Server;

/// <summary>Lets a few pictures be read at once, and a few more wait; beyond that a request is turned away.</summary>
/// <param name="most">Pictures that are read at once.</param>
/// <param name="mostWaiting">Pictures that wait.</param>
internal sealed class ReadGate(int most, int mostWaiting) : IDisposable
{
    private readonly SemaphoreSlim _free = new(most);
    private int _inside;

    /// <summary>Pictures that are being read or wait.</summary>
    internal int Inside => Volatile.Read(ref _inside);

    /// <summary>Does work when it is its turn, on a thread of the pool.</summary>
    /// <returns>The result; not done where too many wait.</returns>
    internal async Task<(bool IsDone, T? Result)> TryRun<T>(Func<T> work, CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref _inside) > most + mostWaiting)
        {
            Interlocked.Decrement(ref _inside);
            return (false, default);
        }

        try
        {
            await _free.WaitAsync(cancellation);
            try
            {
                return (true, await Task.Run(work, cancellation));
            }
            finally
            {
                _free.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _inside);
        }
    }

    public void Dispose() => _free.Dispose();
}
