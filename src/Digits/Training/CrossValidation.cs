using Digits.Data;
using Digits.Engine;
using Digits.Evaluation;
using Digits.Reading;

namespace Digits.Training;

/// <summary>Has every image of a set read by a network that was trained without it.</summary>
public static class CrossValidation
{
    /// <summary>
    /// Divides a set into folds, and for each trains a network on all others and has it read that one; scikit-learn's <c>cross_val_predict</c>. The folds
    /// and all weights follow from the seed.
    /// </summary>
    /// <param name="set">The images, labelled; all are used.</param>
    /// <param name="configuration">What to train, and how; every fold for all its epochs, as nothing is kept for validation.</param>
    /// <param name="folds">Number of folds, 2 to the number of images.</param>
    /// <param name="threads">Threads; 0 for one a processor. The result does not depend on it.</param>
    /// <param name="callbacks">Called as a fold, counted from 1, begins; gives what acts as its training goes on. Null for nothing.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <returns>The predictions for every image, each by the network that was trained without it.</returns>
    /// <exception cref="DigitsException">The configuration or the set cannot be trained with, or training diverged.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Predictions Predict(
        DigitSet set,
        RunConfiguration configuration,
        int folds = 5,
        int threads = 0,
        Func<int, IReadOnlyList<Callback>>? callbacks = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(configuration);
        configuration.Check();
        int[][] parts = Split.KFold(set.Labels, folds, configuration.Seed);
        float[]? all = null;
        for (int fold = 0; fold < folds; fold++)
        {
            int[] held = parts[fold];
            DigitSet train = set.Subset([.. parts.Where(part => part != held).SelectMany(part => part).Order()]);
            Network network = Train(train, configuration, threads, callbacks?.Invoke(fold + 1) ?? [], cancellation)
                ?? throw new WorkFailedException($"Training diverged in fold {fold + 1} of {folds}; use another seed, another model or more images.");

            float[] logits = new Classifier(network, threads).Logits(set.Subset(held));
            int classes = logits.Length / held.Length;
            all ??= new float[set.Count * classes];
            for (int i = 0; i < held.Length; i++)
                logits.AsSpan(i * classes, classes).CopyTo(all.AsSpan(held[i] * classes));
        }

        return new Predictions(set, set.LabelNames, all!);
    }

    /// <summary>Trains one network; null where that diverged.</summary>
    private static Network? Train(
        DigitSet train, RunConfiguration configuration, int threads, IReadOnlyList<Callback> callbacks, CancellationToken cancellation)
    {
        Network network = StartingPoint.Of(configuration, train, train.LabelNames).Network;
        Trainer trainer = configuration.CreateTrainer(network, train, validation: null, threads, callbacks);
        trainer.Fit(cancellation);
        cancellation.ThrowIfCancellationRequested();
        return trainer.StopReason == StopReason.Diverged ? null : network;
    }
}
