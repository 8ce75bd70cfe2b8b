using System.Diagnostics;
using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>
/// The most floating-point operations that some threads do a second: chains of multiply-adds in registers, in the vector width of a kernel set.
/// </summary>
internal sealed class PeakFlops(KernelSet kernels, WorkerPool pool) : IWork
{
    /// <summary>Some 40 microseconds of work an item, so that a thread that was late leaves the others little to wait for.</summary>
    private const int Rounds = 20_000;
    private const int ItemsPerThread = 32;

    private readonly IPeakKernel _kernel = (IPeakKernel)kernels;

    /// <summary>Takes the results, so that the compiler cannot leave out the work.</summary>
    private volatile float _result;

    /// <summary>Runs for at least the given time.</summary>
    /// <returns>GFLOP/s; a fused multiply-add counts as two.</returns>
    internal double Measure(TimeSpan time)
    {
        int items = pool.Threads * ItemsPerThread;
        double operations = 0;
        long start = Stopwatch.GetTimestamp();
        TimeSpan elapsed;
        do
        {
            pool.Run(this, items);
            operations += (double)items * Rounds * _kernel.OperationsPerRound;
            elapsed = Stopwatch.GetElapsedTime(start);
        }
        while (elapsed < time);

        return operations / elapsed.TotalSeconds / 1e9;
    }

    void IWork.Execute(int item, int worker) => _result = _kernel.RunRounds(Rounds);
}
