using System.Globalization;
using System.Text;
using Digits.Engine;

namespace Digits.Training;

/// <summary>
/// Writes the history as CSV after each epoch: <c>epoch,seconds,train_loss,train_accuracy,validation_loss,validation_accuracy,learning_rate</c>.
/// A value that there is not (no validation set) is left empty.
/// </summary>
/// <param name="path">The file; written anew each time, beside and renamed.</param>
public sealed class CsvLogger(string path) : Callback
{
    /// <inheritdoc />
    public override void OnEpochEnd(Trainer trainer, EpochRecord epoch)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        Write(path, trainer.History);
    }

    /// <summary>Writes a history; one of lines has <c>character_error_rate</c> at the end.</summary>
    internal static void Write(string path, IReadOnlyList<EpochRecord> history)
    {
        bool areLines = history.Any(epoch => epoch.CharacterErrorRate is not null);
        StringBuilder text = new("epoch,seconds,train_loss,train_accuracy,validation_loss,validation_accuracy,learning_rate");
        text.Append(areLines ? ",character_error_rate\n" : "\n");
        foreach (EpochRecord e in history)
        {
            string[] cells =
            [
                Cell(e.Epoch), e.Seconds.ToString("0.###", CultureInfo.InvariantCulture),
                Cell(e.TrainLoss), Cell(e.TrainAccuracy), Cell(e.ValidationLoss), Cell(e.ValidationAccuracy), Cell(e.LearningRate),
                .. areLines ? (string[])[Cell(e.CharacterErrorRate ?? double.NaN)] : [],
            ];
            text.AppendJoin(',', cells).Append('\n');
        }

        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string Cell(double value) => double.IsNaN(value) ? "" : value.ToString("G9", CultureInfo.InvariantCulture);
}
