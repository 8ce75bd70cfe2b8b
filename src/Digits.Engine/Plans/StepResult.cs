namespace Digits.Engine;

/// <summary>What a step of training saw before it changed the weights.</summary>
/// <param name="Loss">The sum of the images' losses.</param>
/// <param name="Correct">Images that the network got right: whose greatest logit was their label's, or whose best path spelled their sequence.</param>
/// <param name="Images">Images in the step.</param>
public readonly record struct StepResult(double Loss, int Correct, int Images);
