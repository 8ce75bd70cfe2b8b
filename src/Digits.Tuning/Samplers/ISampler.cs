namespace Digits.Tuning;

/// <summary>Chooses what a trial tries.</summary>
public interface ISampler
{
    /// <summary>Values for the next trial, in their stored form.</summary>
    /// <param name="space">What may be chosen.</param>
    /// <param name="history">What was tried so far.</param>
    /// <param name="number">The trial's number: with the sampler's seed it decides all that is random.</param>
    /// <returns>A value for each parameter that is searched; null where there is nothing left to try.</returns>
    IReadOnlyDictionary<string, double>? Sample(SearchSpace space, StudyHistory history, int number);
}
