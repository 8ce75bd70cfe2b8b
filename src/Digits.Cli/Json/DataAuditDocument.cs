using Digits.Evaluation;

namespace Digits.Cli.Json;

internal sealed record DataAuditDocument(
    string Data,
    int Images,
    string Model,
    int Epochs,
    int Folds,
    ulong Seed,
    double Agreement,
    string Csv,
    string Gallery,
    IReadOnlyList<LabelSuspect> Suspects);
