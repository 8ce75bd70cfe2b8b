namespace Digits.Engine.Kernels;

/// <summary>The numbers of one step of stochastic gradient descent: v = momentum * v + g + l2 * w; w -= rate * (nesterov ? g + momentum * v : v).</summary>
internal readonly record struct SgdStep(float Rate, float Momentum, bool Nesterov, float L2);
