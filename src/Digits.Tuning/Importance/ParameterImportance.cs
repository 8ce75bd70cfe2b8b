namespace Digits.Tuning;

/// <summary>How much of an objective's variance a parameter explains.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Share">Its main effect as a share of all main effects, 0 to 1.</param>
/// <param name="Trials">The trials that this was learnt from.</param>
public sealed record ParameterImportance(string Name, double Share, int Trials);
