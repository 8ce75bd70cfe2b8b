using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Digits.Data;
using Digits.Engine;
using Digits.Evaluation;
using Digits.Reading;

namespace Digits.Training;

/// <summary>
/// Trains a network on a set of digits. Everything that follows from the seed is the same on any number of threads, and a run that was stopped
/// and resumed gives the same bits as one that was not.
/// </summary>
public sealed class Trainer
{
    private readonly DigitSet? _validation;
    private readonly TrainerOptions _options;
    private readonly Batches _batches;
    private readonly Classifier _classifier;
    private readonly Teacher? _teacher;
    private readonly Stopwatch _clock = new();
    private long _imagesSinceStart;
    private bool _showsAverage;

    /// <summary>Prepares training.</summary>
    /// <param name="network">The network, with one logit a class.</param>
    /// <param name="optimizer">What changes the weights; its learning rate is the base of the schedule.</param>
    /// <param name="train">The training images, labelled, of the network's size.</param>
    /// <param name="validation">Images to validate on after each epoch, or null.</param>
    /// <param name="options">How to train; null for the defaults.</param>
    /// <exception cref="DigitsException">A set is held out for measuring, has no labels or no images, or they do not fit the network.</exception>
    public Trainer(Network network, Optimizer optimizer, DigitSet train, DigitSet? validation, TrainerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(train);
        _options = options ?? new TrainerOptions();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.Epochs, nameof(options));
        _classifier = new Classifier(network, _options.Threads);
        Check(train);
        if (validation is not null)
            Check(validation);

        Network = network;
        Optimizer = optimizer;
        _validation = validation;
        _batches = new Batches(
            train,
            Enumerable.Range(0, train.Count).ToArray(),
            _options.BatchSize,
            _options.Seed,
            augmentation: _options.Augmentation,
            mildFrom: _options.Epochs - _options.MildEpochs);
        _teacher = _options.Teacher is { } model ? new Teacher(model, network, train, _batches, _options.Threads) : null;
        Average = _options.Ema > 0 ? new WeightAverage(network, _options.Ema) : null;
        State.BaseLearningRate = optimizer.LearningRate;
    }

    /// <summary>The network.</summary>
    public Network Network { get; }

    /// <summary>What changes the weights.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>The moving average of the weights; null for none.</summary>
    internal WeightAverage? Average { get; }

    /// <summary>The epochs done, also those before a resumption.</summary>
    public IReadOnlyList<EpochRecord> History => State.History;

    /// <summary>Why training ended.</summary>
    public StopReason StopReason => State.StopReason;

    /// <summary>How far training is.</summary>
    public TrainingProgress Progress { get; private set; }

    /// <summary>The learning rate before the schedule's factor; callbacks may change it.</summary>
    public double BaseLearningRate
    {
        get => State.BaseLearningRate;
        set => State.BaseLearningRate = value;
    }

    /// <summary>Called after each epoch, once all callbacks have acted, and when training is cancelled: the moment to save for resumption.</summary>
    internal Action? Save { get; set; }

    /// <summary>Called with each epoch once all callbacks have acted.</summary>
    private Action<EpochRecord>? EpochEnded { get; set; }

    internal TrainerState State { get; private set; } = new();

    /// <summary>Ends training after the epoch at work.</summary>
    public void Stop(StopReason reason) => State.StopReason = reason;

    /// <summary>Trains until all epochs are done, a callback stops it, the loss diverges, or the time is used up.</summary>
    /// <param name="cancellation">Stops between two steps; what was done stays in the network, and a checkpoint is written where one is wanted.</param>
    /// <returns>The epochs done.</returns>
    public IReadOnlyList<EpochRecord> Fit(CancellationToken cancellation = default)
    {
        TrainingPlan plan = new(Network, Optimizer, new TrainingPlanOptions
        {
            BatchSize = _options.BatchSize,
            Threads = _options.Threads,
            Seed = _options.Seed,
            Loss = new CrossEntropy(_options.LabelSmoothing),
        });
        byte[] labels = new byte[_options.BatchSize];
        float[] targets = _batches.HasTargets || _teacher is not null ? new float[_options.BatchSize * Network.Output.Shape.Channels] : [];
        if (State.StopReason is StopReason.Cancelled or StopReason.TimeBudget)
            State.StopReason = StopReason.None;

        ShowAverage(false);
        ForEachCallback(callback => callback.OnTrainBegin(this));
        while (State.StopReason == StopReason.None && History.Count < _options.Epochs)
        {
            if (!RunEpoch(plan, labels, targets, cancellation) || !EndEpoch())
                break;
        }

        if (State.StopReason == StopReason.None)
            State.StopReason = StopReason.Completed;

        ShowAverage(true);

        ForEachCallback(callback => callback.OnTrainEnd(this));
        return History;
    }

    /// <summary>
    /// Trains as <see cref="Fit"/> does, on a thread of its own, and hands out each epoch as it ends: <c>await foreach (EpochRecord epoch in
    /// trainer.FitAsync())</c>.
    /// </summary>
    /// <param name="cancellation">Stops between two steps, and so does leaving the loop; the sequence then ends, and <see cref="StopReason"/> is <see
    /// cref="StopReason.Cancelled"/>.</param>
    public async IAsyncEnumerable<EpochRecord> FitAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using CancellationTokenSource left = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Channel<EpochRecord> epochs = Channel.CreateUnbounded<EpochRecord>();
        EpochEnded = epoch => epochs.Writer.TryWrite(epoch);
        Task training = Task.Factory.StartNew(
            () =>
            {
                try
                {
                    Fit(left.Token);
                }
                finally
                {
                    epochs.Writer.Complete();
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        try
        {
            // Epochs that ended before a cancellation are still handed out.
            await foreach (EpochRecord epoch in epochs.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
                yield return epoch;
        }
        finally
        {
            await left.CancelAsync().ConfigureAwait(false);
            EpochEnded = null;
            await training.ConfigureAwait(false);
        }
    }

    /// <summary>Takes up where another trainer of the same make stood. Weights and moments are restored by the caller.</summary>
    internal void Resume(TrainerState state)
    {
        State = state;
        Optimizer.Steps = state.Steps;
        foreach (EpochRecord epoch in state.History)
            ForEachCallback(callback => callback.Replay(epoch));
    }

    private void Check(DigitSet set)
    {
        if (set.IsHeldOut)
        {
            throw new InvalidInputException(
                $"{set.Source ?? set.Name}: these are test images; train and validate on others, or no figure on these means anything.");
        }

        _classifier.RequireLabeled(set);
    }

    /// <summary>After training, the network has the average for whoever goes on with it; training itself goes on with the weights.</summary>
    private void ShowAverage(bool show)
    {
        if (_showsAverage != show)
            Average?.Swap();

        _showsAverage = show;
    }

    /// <summary>Runs the rest of an epoch; false where it was stopped before its end.</summary>
    private bool RunEpoch(TrainingPlan plan, byte[] labels, float[] targets, CancellationToken cancellation)
    {
        long total = (long)_batches.Count * _options.Epochs;
        _clock.Restart();
        _imagesSinceStart = 0;
        while (State.Batch < _batches.Count)
        {
            if (cancellation.IsCancellationRequested)
                return Interrupt(StopReason.Cancelled);

            if (State.TotalSeconds + _clock.Elapsed.TotalSeconds >= _options.TimeBudget?.TotalSeconds)
                return Interrupt(StopReason.TimeBudget);

            int count = _batches.SizeOf(State.Batch);
            Memory<float> wanted = targets.Length > 0 ? targets.AsMemory(0, count * Network.Output.Shape.Channels) : default;
            if (_teacher is null)
                _batches.Select(History.Count, State.Batch, labels, wanted.Span);
            else
                _teacher.Select(History.Count, State.Batch, labels, wanted.Span);

            Optimizer.LearningRate = (float)(State.BaseLearningRate * _options.Schedule.Factor(Optimizer.Steps, total));
            StepResult result = plan.Step((IBatchSource?)_teacher ?? _batches, Targets.Classes(labels.AsMemory(0, count), wanted));
            Average?.Update(Optimizer.Steps);
            State.Batch++;
            State.LossSum += result.Loss;
            State.Correct += result.Correct;
            State.Images += result.Images;
            _imagesSinceStart += result.Images;
            if (!double.IsFinite(result.Loss))
            {
                State.StopReason = StopReason.Diverged;
                return false;
            }

            Report(total);
            ForEachCallback(callback => callback.OnBatchEnd(this));
        }

        return true;
    }

    private bool Interrupt(StopReason reason)
    {
        State.StopReason = reason;
        Pause();
        Save?.Invoke();
        return false;
    }

    /// <summary>Validates and records; false where the network gives no numbers any more, which a finite loss on the last batch does not rule out.</summary>
    private bool EndEpoch()
    {
        Average?.Swap();
        (double loss, double accuracy) = _validation is null ? (double.NaN, double.NaN) : Validate(_validation);
        Pause();
        if (_validation is not null && !double.IsFinite(loss))
        {
            Average?.Swap();
            State.StopReason = StopReason.Diverged;
            return false;
        }

        // A float's own digits, so that 0.001 is recorded as 0.001.
        double rate = (double)(decimal)Optimizer.LearningRate;
        EpochRecord epoch = new(History.Count + 1, State.Seconds, State.LossSum / State.Images, (double)State.Correct / State.Images, loss, accuracy, rate);
        State.History.Add(epoch);
        (State.Batch, State.LossSum, State.Correct, State.Images, State.Seconds) = (0, 0, 0, 0, 0);
        ForEachCallback(callback => callback.OnEpochEnd(this, epoch));
        EpochEnded?.Invoke(epoch);
        Average?.Swap();
        Save?.Invoke();
        return true;
    }

    /// <summary>Loss and accuracy; NaN where the network's output is not finite.</summary>
    private (double Loss, double Accuracy) Validate(DigitSet set)
    {
        float[] logits = _classifier.Logits(set);
        if (logits.AsSpan().ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
            return (double.NaN, double.NaN);

        Predictions predictions = new(set, ClassNames.Numbers(_classifier.Classes), logits);
        return (predictions.MeanLoss, predictions.Accuracy);
    }

    /// <summary>Books the time since the clock was started.</summary>
    private void Pause()
    {
        State.Seconds += _clock.Elapsed.TotalSeconds;
        State.TotalSeconds += _clock.Elapsed.TotalSeconds;
        State.Steps = Optimizer.Steps;
        _clock.Reset();
    }

    private void Report(long totalSteps)
    {
        double speed = _imagesSinceStart / Math.Max(_clock.Elapsed.TotalSeconds, 1e-9);
        double left = (totalSteps - ((long)History.Count * _batches.Count) - State.Batch) * (double)_options.BatchSize / speed;
        Progress = new TrainingProgress(
            History.Count + 1,
            _options.Epochs,
            State.Batch,
            _batches.Count,
            State.LossSum / State.Images,
            (double)State.Correct / State.Images,
            speed,
            TimeSpan.FromSeconds(Math.Min(left, TimeSpan.MaxValue.TotalSeconds / 2)));
    }

    private void ForEachCallback(Action<Callback> action)
    {
        foreach (Callback callback in _options.Callbacks)
            action(callback);
    }
}
