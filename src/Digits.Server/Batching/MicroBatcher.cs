using System.Threading.Channels;

namespace Digits.Server;

/// <summary>
/// Runs the images of requests that come at the same time together. Nothing waits for company: who is first runs at once, and what has come meanwhile is the
/// next batch.
/// </summary>
internal sealed class MicroBatcher : IAsyncDisposable
{
    private readonly Channel<PendingImages> _queue = Channel.CreateUnbounded<PendingImages>();
    private readonly Task[] _workers;
    private readonly int _mostAtOnce;
    private readonly int _mostWaiting;
    private int _waiting;

    /// <summary>Starts the workers.</summary>
    /// <param name="mostAtOnce">The most images that are run together, unless a single request has more.</param>
    /// <param name="mostWaiting">The most images that wait.</param>
    /// <param name="workers">How many batches run at once.</param>
    internal MicroBatcher(int mostAtOnce, int mostWaiting, int workers)
    {
        _mostAtOnce = mostAtOnce;
        _mostWaiting = mostWaiting;
        _workers = [.. Enumerable.Range(0, workers).Select(_ => Task.Run(Work))];
    }

    /// <summary>Images that wait or are being run.</summary>
    internal int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Is told the number of images of each batch.</summary>
    internal Action<int>? OnBatch { get; set; }

    /// <summary>Puts images in the queue.</summary>
    /// <param name="model">The model that answers.</param>
    /// <param name="images">Pixels of 0 to 1, <c>[count, H, W]</c>; not to be changed until the answer is there.</param>
    /// <param name="count">How many images.</param>
    /// <param name="answer">Ends with the probabilities, <c>[count, K]</c>.</param>
    /// <returns>Whether there was room.</returns>
    internal bool TryRun(ServedModel model, ReadOnlyMemory<float> images, int count, out Task<float[]> answer)
    {
        PendingImages pending = new(model, images, count);
        answer = pending.Done;
        if (Interlocked.Add(ref _waiting, count) <= _mostWaiting && _queue.Writer.TryWrite(pending))
            return true;
        Interlocked.Add(ref _waiting, -count);
        return false;
    }

    /// <summary>Runs what waits, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await Task.WhenAll(_workers);
    }

    private async Task Work()
    {
        List<PendingImages> batch = [];
        float[] images = [], probabilities = [];
        PendingImages? next = null;
        while (next is not null || await _queue.Reader.WaitToReadAsync())
        {
            if (next is null && !_queue.Reader.TryRead(out next))
                continue;
            batch.Clear();
            batch.Add(next);
            int count = next.Count;
            ServedModel model = next.Model;
            next = null;
            while (count < _mostAtOnce && _queue.Reader.TryRead(out PendingImages? another))
            {
                if (another.Model != model || count + another.Count > _mostAtOnce)
                {
                    next = another;
                    break;
                }

                batch.Add(another);
                count += another.Count;
            }

            Run(model, batch, count, ref images, ref probabilities);
            Interlocked.Add(ref _waiting, -count);
            OnBatch?.Invoke(count);
        }
    }

    private static void Run(ServedModel model, List<PendingImages> batch, int count, ref float[] images, ref float[] probabilities)
    {
        int size = model.ImageSize, classes = model.Classifier.Classes;
        try
        {
            ReadOnlyMemory<float> together = batch[0].Images;
            if (batch.Count > 1)
            {
                if (images.Length < count * size)
                    images = new float[count * size];
                int at = 0;
                foreach (PendingImages pending in batch)
                {
                    pending.Images.Span.CopyTo(images.AsSpan(at));
                    at += pending.Count * size;
                }

                together = images.AsMemory(0, count * size);
            }

            if (probabilities.Length < count * classes)
                probabilities = new float[count * classes];
            model.Classifier.Probabilities(together, probabilities.AsMemory(0, count * classes));
            int first = 0;
            foreach (PendingImages pending in batch)
            {
                pending.Answer(probabilities.AsSpan(first * classes, pending.Count * classes));
                first += pending.Count;
            }
        }
        catch (Exception e)
        {
            // Whatever it is, who waits has to be told; the worker goes on with the next batch.
            foreach (PendingImages pending in batch)
                pending.Fail(e);
        }
    }
}
