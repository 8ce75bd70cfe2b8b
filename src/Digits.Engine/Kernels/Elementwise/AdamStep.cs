namespace Digits.Engine.Kernels;

/// <summary>The numbers of one Adam step, bias corrections included: w = decay * w - rate * m / (sqrt(v) * rootCorrection + epsilon).</summary>
internal readonly record struct AdamStep(float Beta1, float Beta2, float Rate, float RootCorrection, float Epsilon, float Decay);
