namespace Digits.Engine;

/// <summary>
/// A plain recurrent layer (Elman, "Finding structure in time", 1990). For each step, with x its values and h the state: <c>h = tanh(W x + R h + b)</c>, or a
/// ReLU in place of the tanh.
/// </summary>
public sealed class SimpleRNN : RecurrentLayer
{
    /// <summary>A plain recurrent layer.</summary>
    /// <param name="units">Values of the state.</param>
    /// <param name="returnSequences">Whether the result has all steps.</param>
    /// <param name="reverse">Whether the last step is read first.</param>
    /// <param name="relu">See <see cref="ReLU"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="units"/> is not positive, or above 16,384.</exception>
    public SimpleRNN(int units, bool returnSequences = false, bool reverse = false, bool relu = false)
        : base(units, returnSequences, reverse) => ReLU = relu;

    /// <summary>Whether a ReLU takes the place of the tanh.</summary>
    public bool ReLU { get; }

    internal override int Gates => 1;

    internal override string Stem => "rnn";
}
