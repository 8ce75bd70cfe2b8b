using Digits.Engine.Kernels;
using Digits.Engine.Plans.Layout;

namespace Digits.Engine.Plans.Batch;

/// <summary>The product of one step of a recurrent layer: the weights of some gates times what the step reads.</summary>
/// <param name="kernels">The kernels.</param>
/// <param name="weights">The gates' weights.</param>
/// <param name="segments">Rows of the weights (A) and of the step's memory (B).</param>
internal sealed class GateProduct(KernelSet kernels, GateWeights weights, params ReadOnlySpan<Segment> segments)
{
    private readonly TapTable _table = Table(segments);
    private readonly PackedWeights _packed = new(weights.Columns, weights.Rows, kernels.TileRows);

    internal void Prepare() => weights.Pack(_packed);

    internal void Run(ReadOnlySpan<float> step, Span<float> sums, bool relu = false) =>
        kernels.Product(_packed, _table, step, weights.Biases, relu, sums);

    /// <summary>A table of one destination.</summary>
    internal static TapTable Table(params ReadOnlySpan<Segment> segments)
    {
        TapTable table = new();
        foreach (Segment segment in segments)
            table.Add(segment);

        table.NextDestination();
        return table.Seal();
    }
}
