namespace Digits.Engine.Plans;

/// <summary>
/// The norm of all weight gradients of a step together, for clipping (Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks",
/// 2013). Each item sums the squares of its stretch one after another, and the items' sums are added in order, in double precision, so that the norm depends
/// neither on threads nor on the width of vectors.
/// </summary>
internal sealed class NormPhase(UpdatePhase update) : IWork
{
    /// <summary>Added to the norm before dividing by it, as PyTorch does.</summary>
    private const double Epsilon = 1e-6;

    private readonly double[] _squares = new double[update.Items];

    internal int Items => update.Items;

    public void Execute(int item, int worker)
    {
        Span<float> sum = stackalloc float[UpdatePhase.Chunk];
        sum = update.SumPieces(item, sum);
        double squares = 0;
        foreach (float value in sum)
            squares += (double)value * value;

        _squares[item] = squares;
    }

    /// <summary>What the gradients are to be multiplied by so that their norm is at most <paramref name="clipNorm"/>; 1 where it is.</summary>
    internal float Scale(float clipNorm)
    {
        double squares = 0;
        foreach (double item in _squares)
            squares += item;

        return (float)Math.Min(1, clipNorm / (Math.Sqrt(squares) + Epsilon));
    }
}
