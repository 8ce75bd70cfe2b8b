using Digits.Engine.Kernels;

namespace Digits.Engine.Plans.Batch;

/// <summary>
/// The factors of Winograd's products in the form that kernels read, in one direction: to the results, or with the gradient back to the inputs.
/// </summary>
internal sealed class WinogradFactors
{
    private readonly WinogradForm _form;
    private readonly bool _transposed;

    /// <summary>Lays out the factors.</summary>
    /// <param name="form">The algorithm.</param>
    /// <param name="from">Channels that come in.</param>
    /// <param name="to">Channels that come out.</param>
    /// <param name="largestTile">See <see cref="PackedWeights"/>.</param>
    /// <param name="transposed">Whether gradients go back to the inputs.</param>
    internal WinogradFactors(WinogradForm form, int from, int to, int largestTile, bool transposed)
    {
        (_form, _transposed) = (form, transposed);
        Weights = new PackedWeights(to, form.Products * from, largestTile);
        for (int i = 0; i < form.Products; i++)
        {
            // PackTransposed packs what belongs to the last product first.
            int place = transposed ? form.Products - 1 - i : i;
            Table.AddApart(new Segment(place * from, i * from, from));
            Table.NextDestination();
        }

        Table.Seal();
    }

    internal PackedWeights Weights { get; }

    /// <summary>For each product its steps of the weights and its rows of what comes in.</summary>
    internal TapTable Table { get; } = new();

    /// <summary>Packs factors <c>[products][input channels][stride]</c>.</summary>
    internal void Pack(ReadOnlySpan<float> factors, int stride)
    {
        if (_transposed)
            Weights.PackTransposed(factors, stride, _form.Products);
        else
            Weights.PackColumns(factors, stride);
    }
}
