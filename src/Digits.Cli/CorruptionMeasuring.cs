using Digits.Data;
using Digits.Evaluation;
using Digits.Imaging;

namespace Digits.Cli;

/// <summary>What <c>evaluate --corruptions</c> does.</summary>
internal static class CorruptionMeasuring
{
    /// <summary>Adds to each result how its model does on corrupted images.</summary>
    /// <returns>False where the user interrupted it.</returns>
    internal static bool Add(EvaluatedModel[] models, DigitSet set, Interruption interruption)
    {
        try
        {
            for (int i = 0; i < models.Length; i++)
            {
                Robustness robustness = Robustness.Measure(models[i].Evaluator, set, cancellation: interruption.Token);
                models[i] = models[i] with { Metrics = models[i].Metrics with { Robustness = robustness } };
            }

            return true;
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            Output.Warn("digits: interrupted; nothing was written.");
            return false;
        }
    }

    /// <summary>Writes a picture of what the corruptions do.</summary>
    internal static void Draw(string folder, DigitSet set, Output output)
    {
        string path = Path.Combine(folder, "corruptions.png");
        Png.Write(path, CorruptionSheet.Draw(set));
        output.Remark($"Wrote {path}");
    }
}
