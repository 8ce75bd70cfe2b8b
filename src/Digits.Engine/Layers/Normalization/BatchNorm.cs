namespace Digits.Engine;

/// <summary>
/// Batch normalization over each channel (Ioffe and Szegedy, 2015): y = gamma · (x - mean) / sqrt(variance + epsilon) + beta. Training uses the
/// batch's own mean and variance, over images and pixels, and keeps running ones for use afterwards; any shape.
/// </summary>
public sealed class BatchNorm : Layer
{
    private Parameter? _gamma;
    private Parameter? _beta;
    private Parameter? _runningMean;
    private Parameter? _runningVariance;

    /// <summary>A batch normalization.</summary>
    /// <param name="momentum">The share of a new batch in the running statistics (PyTorch's meaning; Keras's is one minus this).</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <exception cref="ArgumentOutOfRangeException">The momentum is not above 0 and at most 1, or epsilon is not a positive number.</exception>
    public BatchNorm(float momentum = 0.1f, float epsilon = 1e-5f)
    {
        ThrowIfNotPositive(momentum);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(momentum, 1f);
        ThrowIfNotPositive(epsilon);
        Momentum = momentum;
        Epsilon = epsilon;
    }

    /// <summary>The share of a new batch in the running statistics.</summary>
    public float Momentum { get; }

    /// <summary>Added to the variance.</summary>
    public float Epsilon { get; }

    /// <summary>The scale, <c>[C]</c>.</summary>
    public Parameter Gamma => Placed(_gamma);

    /// <summary>The shift, <c>[C]</c>.</summary>
    public Parameter Beta => Placed(_beta);

    /// <summary>The running mean, <c>[C]</c>; not trained.</summary>
    public Parameter RunningMean => Placed(_runningMean);

    /// <summary>The running variance (unbiased), <c>[C]</c>; not trained.</summary>
    public Parameter RunningVariance => Placed(_runningVariance);

    internal override string Stem => "batch_norm";

    internal override Shape Build(ReadOnlySpan<Shape> inputs)
    {
        int channels = inputs[0].Channels;
        _gamma = CreateParameter("weight", [channels]);
        _beta = CreateParameter("bias", [channels]);
        _runningMean = CreateParameter("running_mean", [channels], trainable: false);
        _runningVariance = CreateParameter("running_var", [channels], trainable: false);
        if (!SharesParameters)
            Initialize(default);

        return inputs[0];
    }

    internal override void Initialize(CounterRandom random)
    {
        Gamma.Values[..Gamma.Columns].Fill(1f);
        Beta.Values.Clear();
        RunningMean.Values.Clear();
        RunningVariance.Values[..RunningVariance.Columns].Fill(1f);
    }
}
