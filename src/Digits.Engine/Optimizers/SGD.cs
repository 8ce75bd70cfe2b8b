using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>Stochastic gradient descent with momentum, as PyTorch computes it: v = momentum · v + g; w -= rate · v.</summary>
public sealed class SGD : Optimizer
{
    private static readonly string[] _slots = ["momentum_buffer"];

    /// <summary>Gradient descent.</summary>
    /// <param name="learningRate">Step size.</param>
    /// <param name="momentum">The share of the last step's direction that is kept.</param>
    /// <param name="nesterov">Whether to look ahead along the momentum (Nesterov, as Sutskever et al., 2013).</param>
    /// <param name="weightDecay">L2 decay, added to the gradient of kernels and matrices.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or the momentum is 1 or more.</exception>
    public SGD(float learningRate = 0.01f, float momentum = 0.9f, bool nesterov = false, float weightDecay = 0f)
        : base(learningRate)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(momentum);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(momentum, 1f);
        ArgumentOutOfRangeException.ThrowIfNegative(weightDecay);
        Momentum = momentum;
        Nesterov = nesterov;
        WeightDecay = weightDecay;
    }

    /// <summary>The share of the last direction that is kept.</summary>
    public float Momentum { get; }

    /// <summary>Whether to look ahead along the momentum.</summary>
    public bool Nesterov { get; }

    /// <summary>L2 decay.</summary>
    public float WeightDecay { get; }

    internal override IReadOnlyList<string> Slots => _slots;

    internal override void Update(KernelSet kernels, Parameter parameter, Region stretch, ReadOnlySpan<float> gradient)
    {
        SgdStep step = new(LearningRate, Momentum, Nesterov, parameter.Decays ? WeightDecay : 0f);
        kernels.Sgd(step, parameter.Values.Slice(stretch.Offset, stretch.Length), gradient, StateOf(parameter)[0].Slice(stretch));
    }
}
