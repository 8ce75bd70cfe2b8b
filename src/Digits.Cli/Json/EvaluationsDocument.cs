using Digits.Evaluation;

namespace Digits.Cli.Json;

/// <summary>Several models on the same data.</summary>
internal sealed record EvaluationsDocument(IReadOnlyList<EvaluationsDocument.Entry> Models)
{
    internal sealed record Entry(string Model, EvaluationResult Metrics);
}
