namespace Digits.Tuning;

/// <summary>A parameter of a search.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Distribution">Its values.</param>
/// <param name="Condition">When it is searched; null for always.</param>
public sealed record SearchParameter(string Name, Distribution Distribution, Condition? Condition = null);
