namespace Digits.Engine;

/// <summary>
/// A gated recurrent unit (Cho et al., "Learning phrase representations using RNN encoder-decoder for statistical machine translation", 2014). For each step,
/// with x its values and h the state: <c>z, r = sigmoid(W x + R h + b)</c>, <c>n = tanh(W x + b + r · (R h + b'))</c>, <c>h = (1 - z) · n + z · h</c>. The
/// rows of the weights go gate after gate in the order z, r, n, as in ONNX and Keras.
/// </summary>
public sealed class GRU : RecurrentLayer
{
    private Parameter? _recurrentBias;

    /// <summary>A GRU layer.</summary>
    /// <param name="units">Values of the state.</param>
    /// <param name="returnSequences">Whether the result has all steps.</param>
    /// <param name="reverse">Whether the last step is read first.</param>
    /// <param name="resetAfter">See <see cref="ResetAfter"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="units"/> is not positive, or above 16,384.</exception>
    public GRU(int units, bool returnSequences = false, bool reverse = false, bool resetAfter = true)
        : base(units, returnSequences, reverse) => ResetAfter = resetAfter;

    /// <summary>
    /// Whether r multiplies what the weights make of the state, as in PyTorch and Keras, or the state itself, as in the paper:
    /// <c>n = tanh(W x + b + R (r · h))</c>. ONNX calls it linear_before_reset.
    /// </summary>
    public bool ResetAfter { get; }

    /// <summary>The biases of n's weights of the state, <c>[units]</c>; null without <see cref="ResetAfter"/>, where those of the step are enough.</summary>
    public Parameter? RecurrentBias => ResetAfter ? Placed(_recurrentBias) : null;

    internal override int Gates => 3;

    internal override string Stem => "gru";

    internal override Shape Build(ReadOnlySpan<Shape> inputs)
    {
        Shape output = base.Build(inputs);
        if (ResetAfter)
            _recurrentBias = CreateParameter("recurrent_bias", [Units]);

        return output;
    }
}
