namespace Digits.Server;

/// <summary>Images of one request that wait for their turn.</summary>
/// <param name="model">The model that answers.</param>
/// <param name="images">Pixels of 0 to 1, <c>[count, H, W]</c>.</param>
/// <param name="count">How many images.</param>
internal sealed class PendingImages(ServedModel model, ReadOnlyMemory<float> images, int count)
{
    // What waits goes on at once, on the thread that answers: that thread has nothing else to do, and a request that goes on has only its answer to write.
    private readonly TaskCompletionSource<float[]> _done = new();

    internal ServedModel Model => model;

    internal ReadOnlyMemory<float> Images => images;

    internal int Count => count;

    /// <summary>Ends with the probabilities, <c>[count, K]</c>.</summary>
    internal Task<float[]> Done => _done.Task;

    internal void Answer(float[] probabilities) => _done.TrySetResult(probabilities);

    internal void Fail(Exception problem) => _done.TrySetException(problem);
}
