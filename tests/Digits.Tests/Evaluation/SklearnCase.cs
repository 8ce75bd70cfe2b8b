using System.Runtime.CompilerServices;
using System.Text.Json;
using Digits.Data;
using Digits.Evaluation;

namespace Digits.Tests.Evaluation;

/// <summary>Predictions and what scikit-learn says about them, written by <c>tools/golden/sklearn_metrics.py</c>.</summary>
public sealed class SklearnCase
{
    private static readonly JsonSerializerOptions _snakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public required string[] Labels { get; init; }

    public required int[] Truth { get; init; }

    public required int[] Predicted { get; init; }

    public required float[]? Logits { get; init; }

    public required double Accuracy { get; init; }

    public required double AccuracyStandardError { get; init; }

    public required double Nll { get; init; }

    public required double Ece { get; init; }

    public required double? Kappa { get; init; }

    public required double? RocAuc { get; init; }

    public required double? AveragePrecision { get; init; }

    public required double?[] ClassRocAuc { get; init; }

    public required double?[] ClassAveragePrecision { get; init; }

    public required double? R2 { get; init; }

    public required AveragedMetrics Macro { get; init; }

    public required AveragedMetrics Weighted { get; init; }

    public required double[] Precision { get; init; }

    public required double[] Recall { get; init; }

    public required double[] F1 { get; init; }

    public required double[] Support { get; init; }

    public required int[][] Confusion { get; init; }

    /// <summary>The report's text by its decimal places.</summary>
    public required Dictionary<int, string> Reports { get; init; }

    public static TheoryData<string> Names => [.. Directory.GetFiles(Folder(), "*.json").Select(path => Path.GetFileNameWithoutExtension(path)).Order()];

    public static SklearnCase Load(string name) =>
        JsonSerializer.Deserialize<SklearnCase>(File.ReadAllText(Path.Combine(Folder(), $"{name}.json")), _snakeCase)!;

    public Predictions Predictions() =>
        new(new DigitSet("golden", 1, 1, new byte[Truth.Length], [.. Truth.Select(c => (byte)c)]), Labels, Logits ?? LogitsOfPredictions())
        {
            Parameters = 241_546,
            Elapsed = TimeSpan.FromSeconds(0.5),
        };

    public EvaluationResult Evaluate() => Predictions().Evaluate();

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "../Golden/Sklearn");

    private float[] LogitsOfPredictions()
    {
        float[] logits = new float[Predicted.Length * Labels.Length];
        for (int i = 0; i < Predicted.Length; i++)
            logits[(i * Labels.Length) + Predicted[i]] = 4;
        return logits;
    }
}
