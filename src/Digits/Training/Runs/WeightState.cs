using Digits.Engine;

namespace Digits.Training;

/// <summary>What a trainer changes at each step: weights, moments and averages.</summary>
/// <param name="Network">The network with the weights.</param>
/// <param name="Optimizer">What has the moments.</param>
/// <param name="Average">The averages; null for none.</param>
internal sealed record WeightState(Network Network, Optimizer Optimizer, WeightAverage? Average)
{
    internal static WeightState Of(Trainer trainer) => new(trainer.Network, trainer.Optimizer, trainer.Average);

    internal static WeightState Of(LineTrainer trainer) => new(trainer.Network, trainer.Optimizer, trainer.Average);
}
