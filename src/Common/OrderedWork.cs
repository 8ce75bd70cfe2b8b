namespace Digits;

/// <summary>The same work on many inputs, by several threads.</summary>
internal static class OrderedWork
{
    /// <summary>Does the work; the results are in the order of the inputs.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="work">What is done with each; the first exception that it throws ends everything, and is thrown as it is.</param>
    /// <param name="threads">How many threads.</param>
    /// <param name="progress">Is told after each input how many are done; null for nobody.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="OperationCanceledException">The work was ended.</exception>
    internal static TResult[] Run<TInput, TResult>(
        IReadOnlyList<TInput> inputs, Func<TInput, TResult> work, int threads, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        TResult[] results = new TResult[inputs.Count];
        int done = 0;
        try
        {
            Parallel.For(0, inputs.Count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, i =>
            {
                results[i] = work(inputs[i]);
                progress?.Report(Interlocked.Increment(ref done));
            });
        }
        catch (AggregateException e)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }

        return results;
    }
}
