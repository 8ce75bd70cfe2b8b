namespace Digits.Engine.Kernels;

/// <summary>A function of one number with its settings: see <see cref="ActivationKind"/> for what they mean.</summary>
internal readonly record struct ActivationFunction(ActivationKind Kind, float A = 0, float B = 0, float C = 0);
