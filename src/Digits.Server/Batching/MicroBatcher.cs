namespace Digits.Server;

/// <summary>
/// Runs images of requests: at once, on the request's own thread, while a processor is free; else together with those of other requests, as soon as one is.
/// Nothing waits for company, and what waits is shared among the processors.
/// </summary>
internal sealed class MicroBatcher : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<PendingImages> _queue = new();
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _mostAtOnce;
    private readonly int _mostWaiting;
    private readonly int _workers;
    private int _waiting;
    private int _running;
    private bool _isEnding;

    /// <summary>Makes one.</summary>
    /// <param name="mostAtOnce">The most images that are run together, unless a single request has more.</param>
    /// <param name="mostWaiting">The most images that wait.</param>
    /// <param name="workers">How many batches run at once.</param>
    internal MicroBatcher(int mostAtOnce, int mostWaiting, int workers)
    {
        _mostAtOnce = mostAtOnce;
        _mostWaiting = mostWaiting;
        _workers = workers;
    }

    /// <summary>Images that wait or are being run.</summary>
    internal int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Is told the number of images of each batch.</summary>
    internal Action<int>? OnBatch { get; set; }

    /// <summary>Runs images, or puts them in the queue.</summary>
    /// <param name="model">The model that answers.</param>
    /// <param name="images">Pixels of 0 to 1, <c>[count, H, W]</c>; not to be changed until the answer is there.</param>
    /// <param name="count">How many images.</param>
    /// <param name="answer">Ends with the probabilities, <c>[count, K]</c>.</param>
    /// <returns>Whether there was room.</returns>
    internal bool TryRun(ServedModel model, ReadOnlyMemory<float> images, int count, out Task<float[]> answer)
    {
        PendingImages pending = new(model, images, count);
        answer = pending.Done;
        lock (_gate)
        {
            if (_isEnding || _waiting + count > _mostWaiting)
                return false;
            _waiting += count;
            if (_running == _workers)
            {
                _queue.Enqueue(pending);
                return true;
            }

            _running++;
        }

        Run([pending]);
        return true;
    }

    /// <summary>Takes no more, and ends when what waits is answered.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _isEnding = true;
            if (_waiting == 0)
                _drained.TrySetResult();
        }

        await _drained.Task;
    }

    /// <summary>Runs a batch, lets another thread run the next one, and answers.</summary>
    private void Run(List<PendingImages> batch)
    {
        int count = batch.Sum(pending => pending.Count);
        float[] probabilities = [];
        Exception? problem = null;
        try
        {
            probabilities = Probabilities(batch, count);
        }
        catch (Exception e)
        {
            // Whatever it is, who waits has to be told.
            problem = e;
        }

        OnBatch?.Invoke(count);
        if (Next(count) is { } next)
            ThreadPool.UnsafeQueueUserWorkItem(Run, next, preferLocal: false);
        int first = 0;
        foreach (PendingImages pending in batch)
        {
            int length = probabilities.Length / count * pending.Count;
            if (problem is null)
                pending.Answer(batch.Count == 1 ? probabilities : probabilities[first..(first + length)]);
            else
                pending.Fail(problem);
            first += length;
        }
    }

    /// <summary>The next batch for the processor that has run one: its share of those that wait.</summary>
    /// <param name="done">Images that are answered now.</param>
    /// <returns>The batch; null where nothing waits, and the processor is free.</returns>
    private List<PendingImages>? Next(int done)
    {
        lock (_gate)
        {
            _waiting -= done;
            if (_queue.Count == 0)
            {
                _running--;
                if (_isEnding && _waiting == 0)
                    _drained.TrySetResult();
                return null;
            }

            PendingImages first = _queue.Dequeue();
            List<PendingImages> batch = [first];
            int share = (_queue.Count + _workers) / _workers, count = first.Count;
            while (batch.Count < share && _queue.TryPeek(out PendingImages? another) && another.Model == first.Model && count + another.Count <= _mostAtOnce)
            {
                batch.Add(_queue.Dequeue());
                count += another.Count;
            }

            return batch;
        }
    }

    private static float[] Probabilities(List<PendingImages> batch, int count)
    {
        ServedModel model = batch[0].Model;
        ReadOnlyMemory<float> together = batch[0].Images;
        if (batch.Count > 1)
        {
            float[] images = new float[count * model.ImageSize];
            int at = 0;
            foreach (PendingImages pending in batch)
            {
                pending.Images.CopyTo(images.AsMemory(at));
                at += pending.Images.Length;
            }

            together = images;
        }

        float[] probabilities = new float[count * model.Classifier.Classes];
        model.Classifier.Probabilities(together, probabilities);
        return probabilities;
    }
}
