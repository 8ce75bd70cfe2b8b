namespace Digits.Engine;

/// <summary>Work cut into numbered items that may run in any order, on any thread.</summary>
internal interface IWork
{
    /// <summary>Does one item.</summary>
    /// <param name="item">Its number.</param>
    /// <param name="worker">The number of the thread that does it, below the pool's number of threads: for memory that a thread reuses.</param>
    void Execute(int item, int worker);
}
