namespace Digits.Server;

/// <summary>Images of one request that wait for their turn.</summary>
/// <param name="model">The model that answers.</param>
/// <param name="images">Pixels of 0 to 1, <c>[count, H, W]</c>.</param>
/// <param name="count">How many images.</param>
internal sealed class PendingImages(ServedModel model, ReadOnlyMemory<float> images, int count)
{
    private readonly TaskCompletionSource<float[]> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal ServedModel Model => model;

    internal ReadOnlyMemory<float> Images => images;

    internal int Count => count;

    /// <summary>Ends with the probabilities, <c>[count, K]</c>.</summary>
    internal Task<float[]> Done => _done.Task;

    internal void Answer(ReadOnlySpan<float> probabilities) => _done.TrySetResult(probabilities.ToArray());

    internal void Fail(Exception problem) => _done.TrySetException(problem);
}
