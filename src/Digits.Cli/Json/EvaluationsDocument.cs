using Digits.Evaluation;

namespace Digits.Cli.Json;

/// <summary>Several models on the same data.</summary>
internal sealed record EvaluationsDocument(IReadOnlyList<EvaluationsDocument.Entry> Models, IReadOnlyList<ModelComparison> Comparisons)
{
    internal static EvaluationsDocument Of(ModelEvaluation[] models, IReadOnlyList<ModelComparison> comparisons) =>
        new([.. models.Select(model => new Entry(model.Name, model.Metrics))], comparisons);

    internal sealed record Entry(string Model, EvaluationResult Metrics);
}
