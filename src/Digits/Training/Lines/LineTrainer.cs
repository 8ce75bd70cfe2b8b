using System.Diagnostics;
using Digits.Data;
using Digits.Engine;

namespace Digits.Training;

/// <summary>
/// Trains a network to read lines, by CTC, on lines that are drawn as they are needed: none is seen twice. The weights are the same bits on any number of
/// threads.
/// </summary>
internal sealed class LineTrainer
{
    private readonly LineTrainerOptions _options;
    private readonly LineBatch _lines;
    private readonly LineValidation _validation;
    private readonly InferencePlan _reading;
    private readonly Stopwatch _clock = new();
    private readonly int _batches;
    private long _linesSinceStart;
    private bool _showsAverage;

    /// <summary>Prepares training.</summary>
    /// <param name="network">The network: <c>[1, H, W]</c> to a map of one row with <see cref="LineSymbols.Count"/> channels.</param>
    /// <param name="optimizer">What changes the weights; its learning rate is the base of the schedule.</param>
    /// <param name="train">The lines to train on.</param>
    /// <param name="validation">Other lines, to validate on after each epoch.</param>
    /// <param name="options">How to train; null for the defaults.</param>
    /// <exception cref="ArgumentException">The network does not read the sources' lines.</exception>
    internal LineTrainer(Network network, Optimizer optimizer, ILineSource train, ILineSource validation, LineTrainerOptions? options = null)
    {
        _options = options ?? new LineTrainerOptions();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.Epochs, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.LinesPerEpoch, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.ValidationLines, nameof(options));
        if (train.Shape != network.Input.Shape || validation.Shape != network.Input.Shape)
            throw new ArgumentException($"The network reads lines of {network.Input.Shape}, not {train.Shape} and {validation.Shape}.", nameof(train));

        if (network.Output.Shape.Channels != LineSymbols.Count)
            throw new ArgumentException($"The network tells {network.Output.Shape.Channels} symbols apart, not {LineSymbols.Count}.", nameof(network));

        Network = network;
        Optimizer = optimizer;
        _lines = new LineBatch(train, _options.BatchSize, _options.Threads);
        _validation = new LineValidation(validation, _options.ValidationLines, _options.Threads);
        _reading = new InferencePlan(network, _options.Threads);
        _batches = (_options.LinesPerEpoch + _options.BatchSize - 1) / _options.BatchSize;
        Average = _options.Ema > 0 ? new WeightAverage(network, _options.Ema) : null;
        State.BaseLearningRate = optimizer.LearningRate;
    }

    /// <summary>The network. After training it has the averaged weights.</summary>
    internal Network Network { get; }

    /// <summary>What changes the weights.</summary>
    internal Optimizer Optimizer { get; }

    /// <summary>The moving average of the weights; null for none.</summary>
    internal WeightAverage? Average { get; }

    /// <summary>Where training stands.</summary>
    internal TrainerState State { get; private set; } = new();

    /// <summary>The epochs done, also those before a resumption.</summary>
    internal IReadOnlyList<EpochRecord> History => State.History;

    /// <summary>Called after each epoch, and when training is cancelled: the moment to save for resumption.</summary>
    internal Action? Save { get; set; }

    /// <summary>Trains until all epochs are done, the loss diverges, or the time is used up.</summary>
    /// <param name="cancellation">Stops between two steps; what was done stays in the network.</param>
    /// <returns>The epochs done.</returns>
    internal IReadOnlyList<EpochRecord> Fit(CancellationToken cancellation = default)
    {
        TrainingPlan plan = new(Network, Optimizer, new TrainingPlanOptions
        {
            BatchSize = _options.BatchSize,
            Threads = _options.Threads,
            Seed = _options.Seed,
            Loss = new CtcLoss(^1),
        });
        if (State.StopReason is StopReason.Cancelled or StopReason.TimeBudget)
            State.StopReason = StopReason.None;

        ShowAverage(false);
        while (State.StopReason == StopReason.None && History.Count < _options.Epochs && RunEpoch(plan, cancellation))
            EndEpoch();

        if (State.StopReason == StopReason.None)
            State.StopReason = StopReason.Completed;

        ShowAverage(true);
        return History;
    }

    /// <summary>Measures the network as it is on the validation lines.</summary>
    internal LineScore Validate() => _validation.Measure(_reading, Network.Output.Shape);

    /// <summary>Reads the validation lines with the network as it is.</summary>
    internal IReadOnlyList<LineAnswer> ReadValidation() => _validation.Read(_reading, Network.Output.Shape);

    /// <summary>Takes up where another trainer of the same make stood. Weights and moments are restored by the caller.</summary>
    internal void Resume(TrainerState state)
    {
        State = state;
        Optimizer.Steps = state.Steps;
    }

    private void ShowAverage(bool show)
    {
        if (_showsAverage != show)
            Average?.Swap();

        _showsAverage = show;
    }

    /// <summary>Runs the rest of an epoch; false where it was stopped before its end.</summary>
    private bool RunEpoch(TrainingPlan plan, CancellationToken cancellation)
    {
        long total = (long)_batches * _options.Epochs;
        _clock.Restart();
        _linesSinceStart = 0;
        while (State.Batch < _batches)
        {
            if (cancellation.IsCancellationRequested)
                return Interrupt(StopReason.Cancelled);

            if (State.TotalSeconds + _clock.Elapsed.TotalSeconds >= _options.TimeBudget?.TotalSeconds)
                return Interrupt(StopReason.TimeBudget);

            int done = State.Batch * _options.BatchSize;
            _lines.Draw(((long)History.Count * _options.LinesPerEpoch) + done, Math.Min(_options.BatchSize, _options.LinesPerEpoch - done));
            Optimizer.LearningRate = (float)(State.BaseLearningRate * _options.Schedule.Factor(Optimizer.Steps, total));
            StepResult result = plan.Step(_lines.Pixels, _lines.Targets);
            Average?.Update(Optimizer.Steps);
            State.Batch++;
            State.LossSum += result.Loss;
            State.Correct += result.Correct;
            State.Images += result.Images;
            _linesSinceStart += result.Images;
            if (!double.IsFinite(result.Loss))
            {
                State.StopReason = StopReason.Diverged;
                return false;
            }

            _options.StepEnded?.Invoke(Progress(total));
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

    private void EndEpoch()
    {
        ShowAverage(true);
        LineScore score = Validate();
        Pause();
        if (!double.IsFinite(score.Loss))
        {
            ShowAverage(false);
            State.StopReason = StopReason.Diverged;
            return;
        }

        // A float's own digits, so that 0.001 is recorded as 0.001.
        double rate = (double)(decimal)Optimizer.LearningRate;
        EpochRecord epoch = new(
            History.Count + 1, State.Seconds, State.LossSum / State.Images, (double)State.Correct / State.Images, score.Loss, score.Exact, rate)
        {
            CharacterErrorRate = score.CharacterErrorRate,
        };
        State.History.Add(epoch);
        (State.Batch, State.LossSum, State.Correct, State.Images, State.Seconds) = (0, 0, 0, 0, 0);
        _options.EpochEnded?.Invoke(epoch);
        ShowAverage(false);
        Save?.Invoke();
    }

    /// <summary>Books the time since the clock was started.</summary>
    private void Pause()
    {
        State.Seconds += _clock.Elapsed.TotalSeconds;
        State.TotalSeconds += _clock.Elapsed.TotalSeconds;
        State.Steps = Optimizer.Steps;
        _clock.Reset();
    }

    private TrainingProgress Progress(long totalSteps)
    {
        double speed = _linesSinceStart / Math.Max(_clock.Elapsed.TotalSeconds, 1e-9);
        double left = (totalSteps - ((long)History.Count * _batches) - State.Batch) * (double)_options.BatchSize / speed;
        return new TrainingProgress(
            History.Count + 1,
            _options.Epochs,
            State.Batch,
            _batches,
            State.LossSum / State.Images,
            (double)State.Correct / State.Images,
            speed,
            TimeSpan.FromSeconds(Math.Min(left, TimeSpan.MaxValue.TotalSeconds / 2)));
    }
}
