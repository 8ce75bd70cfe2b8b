namespace Digits.Engine;

/// <summary>
/// Adam with weight decay apart from the gradient (Loshchilov and Hutter, 2019): weights shrink by learning rate times decay in each step.
/// Kernels and matrices decay; biases and the scales of batch normalization do not.
/// </summary>
public sealed class AdamW : Adam
{
    /// <summary>AdamW.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or a beta is 1 or more.</exception>
    public AdamW(float learningRate = 0.001f, float weightDecay = 0.01f, float beta1 = 0.9f, float beta2 = 0.999f, float epsilon = 1e-8f)
        : base(learningRate, beta1, beta2, epsilon)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(weightDecay);
        WeightDecay = weightDecay;
    }

    /// <summary>The decay, to be multiplied by the learning rate.</summary>
    public float WeightDecay { get; }

    private protected override float DecayFactor => 1f - (LearningRate * WeightDecay);
}
