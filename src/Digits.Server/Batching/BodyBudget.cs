namespace Digits.Server;

/// <summary>The memory that bodies of requests may take together: each alone is limited, but thousands of clients may send one.</summary>
/// <param name="most">The most bytes.</param>
internal sealed class BodyBudget(long most)
{
    /// <summary>What each body has for itself, so that small requests are answered whatever the large ones take.</summary>
    private const long Free = 64 * 1024;

    private long _taken;

    /// <summary>Takes memory for a body that has grown.</summary>
    /// <param name="before">The bytes that it had.</param>
    /// <param name="now">The bytes that it has.</param>
    /// <returns>Whether there was enough; if not, nothing is taken.</returns>
    internal bool TryGrow(long before, long now)
    {
        long more = Math.Max(0, now - Free) - Math.Max(0, before - Free);
        if (Interlocked.Add(ref _taken, more) <= most || more <= 0)
            return true;
        Interlocked.Add(ref _taken, -more);
        return false;
    }

    /// <summary>Gives the memory of a body back.</summary>
    internal void Return(long length) => TryGrow(length, 0);
}
