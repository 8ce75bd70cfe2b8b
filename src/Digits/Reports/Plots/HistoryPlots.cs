using Digits.Reports.Drawing;
using Digits.Training;

namespace Digits.Reports;

/// <summary>Loss, accuracy and learning rate by epoch.</summary>
public static class HistoryPlots
{
    /// <summary>Loss in training and validation; on a logarithmic axis where it spans more than a decade.</summary>
    /// <param name="history">The epochs; NaN and infinity are left out.</param>
    /// <param name="bestEpoch">The epoch whose model was kept, which is marked; 0 for none.</param>
    public static SvgPicture Loss(IReadOnlyList<EpochRecord> history, int bestEpoch = 0) =>
        new HistoryPlot("loss", "Loss", "Mean cross-entropy in nats", history)
        {
            Series = [("training", e => e.TrainLoss), ("validation", e => e.ValidationLoss)],
            BestEpoch = bestEpoch,
        }.Draw();

    /// <summary>Accuracy in training and validation.</summary>
    /// <inheritdoc cref="Loss" path="/param" />
    public static SvgPicture Accuracy(IReadOnlyList<EpochRecord> history, int bestEpoch = 0) =>
        new HistoryPlot("accuracy", "Accuracy", "Share of images read right", history)
        {
            Series = [("training", e => e.TrainAccuracy), ("validation", e => e.ValidationAccuracy)],
            BestEpoch = bestEpoch,
            Shares = true,
        }.Draw();

    /// <summary>The learning rate at the end of each epoch; on a logarithmic axis where it spans more than a decade.</summary>
    /// <param name="history">The epochs.</param>
    public static SvgPicture LearningRate(IReadOnlyList<EpochRecord> history) =>
        new HistoryPlot("learning-rate", "Learning rate", "At the end of each epoch", history) { Series = [("learning rate", e => e.LearningRate)] }.Draw();

    /// <summary>Loss of CTC in training and validation.</summary>
    internal static SvgPicture LineLoss(IReadOnlyList<EpochRecord> history) =>
        new HistoryPlot("loss", "Loss", "Mean CTC loss of a line in nats", history)
        {
            Series = [("training", e => e.TrainLoss), ("validation", e => e.ValidationLoss)],
        }.Draw();

    /// <summary>Lines exactly right in training and validation.</summary>
    internal static SvgPicture LineAccuracy(IReadOnlyList<EpochRecord> history) =>
        new HistoryPlot("accuracy", "Lines exactly right", "In training signs count as well, in validation digits alone", history)
        {
            Series = [("training", e => e.TrainAccuracy), ("validation", e => e.ValidationAccuracy)],
            Shares = true,
        }.Draw();

    /// <summary>The character error rate on the validation lines.</summary>
    internal static SvgPicture CharacterErrorRate(IReadOnlyList<EpochRecord> history) =>
        new HistoryPlot("character-error-rate", "Digits wrong", "Digits read wrong, left out or added, over the digits of the validation lines", history)
        {
            Series = [("errors", e => e.CharacterErrorRate ?? double.NaN)],
            Shares = true,
        }.Draw();
}
