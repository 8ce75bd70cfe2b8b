using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>Adam (Kingma and Ba, 2015) with bias correction, as PyTorch computes it.</summary>
public class Adam : Optimizer
{
    private static readonly string[] _slots = ["exp_avg", "exp_avg_sq"];
    private AdamStep _step;

    /// <summary>Adam.</summary>
    /// <param name="learningRate">Step size.</param>
    /// <param name="beta1">Decay of the mean of gradients.</param>
    /// <param name="beta2">Decay of the mean of their squares.</param>
    /// <param name="epsilon">Added to the root.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or a beta is 1 or more.</exception>
    public Adam(float learningRate = 0.001f, float beta1 = 0.9f, float beta2 = 0.999f, float epsilon = 1e-8f)
        : base(learningRate)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(beta1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(beta1, 1f);
        ArgumentOutOfRangeException.ThrowIfNegative(beta2);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(beta2, 1f);
        ArgumentOutOfRangeException.ThrowIfNegative(epsilon);
        Beta1 = beta1;
        Beta2 = beta2;
        Epsilon = epsilon;
    }

    /// <summary>Decay of the mean of gradients.</summary>
    public float Beta1 { get; }

    /// <summary>Decay of the mean of squared gradients.</summary>
    public float Beta2 { get; }

    /// <summary>Added to the root.</summary>
    public float Epsilon { get; }

    internal override IReadOnlyList<string> Slots => _slots;

    /// <summary>What the weights are multiplied by before the step.</summary>
    private protected virtual float DecayFactor => 1f;

    internal override void BeginStep()
    {
        base.BeginStep();
        double correction1 = 1 - Math.Pow(Beta1, Steps);
        double correction2 = 1 - Math.Pow(Beta2, Steps);
        _step = new AdamStep(Beta1, Beta2, (float)(LearningRate / correction1), (float)(1 / Math.Sqrt(correction2)), Epsilon, 1f);
    }

    internal override void Update(KernelSet kernels, Parameter parameter, Region stretch, ReadOnlySpan<float> gradient)
    {
        AlignedBuffer[] state = StateOf(parameter);
        AdamStep step = parameter.Decays ? _step with { Decay = DecayFactor } : _step;
        kernels.Adam(step, parameter.Values.Slice(stretch.Offset, stretch.Length), gradient, state[0].Slice(stretch), state[1].Slice(stretch));
    }
}
