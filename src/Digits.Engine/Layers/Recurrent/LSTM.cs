namespace Digits.Engine;

/// <summary>
/// Long short-term memory (Hochreiter and Schmidhuber, "Long short-term memory", 1997), with a forget gate and without peepholes, as in PyTorch and Keras. For
/// each step, with x its values and h and c the state: <c>i, o, f = sigmoid(W x + R h + b)</c>, <c>g = tanh(W x + R h + b)</c>, <c>c = f · c + i · g</c>,
/// <c>h = o · tanh(c)</c>. The rows of the weights go gate after gate in the order i, o, f, g, as in ONNX.
/// </summary>
public sealed class LSTM : RecurrentLayer
{
    /// <summary>An LSTM layer.</summary>
    /// <param name="units">Values of the state.</param>
    /// <param name="returnSequences">Whether the result has all steps.</param>
    /// <param name="reverse">Whether the last step is read first.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="units"/> is not positive, or above 16,384.</exception>
    public LSTM(int units, bool returnSequences = false, bool reverse = false)
        : base(units, returnSequences, reverse)
    {
    }

    internal override int Gates => 4;

    internal override string Stem => "lstm";
}
