namespace Digits.Tuning;

/// <summary>Ends a trial that cannot give a value, such as one whose loss diverges. The study goes on.</summary>
/// <param name="message">Why, in a line.</param>
public sealed class TrialFailedException(string message) : Exception(message);
