namespace Digits.Engine;

/// <summary>
/// x where it is positive, slope · x where it is not, with slopes that are learned; any shape (He et al., "Delving deep into rectifiers", 2015).
/// </summary>
public sealed class PReLU : Layer
{
    private const float SlopeAtStart = 0.25f;
    private Parameter? _slope;

    /// <summary>A PReLU.</summary>
    /// <param name="shared">Whether all channels share one slope, as in PyTorch unless told otherwise, in place of one for each.</param>
    public PReLU(bool shared = false) => Shared = shared;

    /// <summary>Whether all channels share one slope.</summary>
    public bool Shared { get; }

    /// <summary>The slopes, <c>[C]</c> or <c>[1]</c>.</summary>
    public Parameter Slope => Placed(_slope);

    internal override string Stem => "prelu";

    internal override Shape Build(ReadOnlySpan<Shape> inputs)
    {
        _slope = CreateParameter("weight", [Shared ? 1 : inputs[0].Channels]);
        return inputs[0];
    }

    internal override void Initialize(CounterRandom random) => Slope.Values[..Slope.Columns].Fill(SlopeAtStart);

    /// <summary>The slope of each channel as it is now.</summary>
    internal void Fill(Span<float> slopes)
    {
        if (Shared)
            slopes.Fill(Slope.Values[0]);
        else
            Slope.Values[..slopes.Length].CopyTo(slopes);
    }
}
