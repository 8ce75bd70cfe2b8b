using Digits.Engine.Kernels;

namespace Digits.Engine.Tests.Guards;

/// <summary>
/// Kernels that find every operand of every call between pages that nobody may touch. All unsafe code stands behind <see cref="KernelSet"/>, so a plan made
/// with these is guarded more closely than by guards around its buffers: a band of a map, a stretch of the scratch or of a parameter ends at a guard too.
/// What a kernel makes is copied back, and is the same bits as ever.
/// </summary>
internal sealed partial class GuardedKernels(KernelSet kernels) : KernelSet, IDisposable
{
    private readonly ThreadLocal<GuardedMemory> _memory = new(static () => new GuardedMemory(), trackAllValues: true);

    internal override string Name => kernels.Name;

    internal override int TileRows => kernels.TileRows;

    public void Dispose()
    {
        foreach (GuardedMemory memory in _memory.Values)
            memory.Dispose();

        _memory.Dispose();
    }

    internal override void Product(PackedWeights weights, TapTable table, ReadOnlySpan<float> b, ReadOnlySpan<float> bias, bool relu, Span<float> c)
    {
        GuardedMemory memory = _memory.Value!;
        Span<float> result = memory.Place<float>(c);
        kernels.Product(memory.Place(weights, TileRows), table, memory.Place(b), memory.Place(bias), relu, result);
        Return(memory, result, c);
    }

    internal override void ProductPooled(
        PackedWeights weights, TapTable table, int taps, ReadOnlySpan<float> b, ReadOnlySpan<float> bias, bool relu, Span<float> y, Span<uint> winners)
    {
        GuardedMemory memory = _memory.Value!;
        Span<float> result = memory.Place<float>(y);
        Span<uint> bits = memory.Place<uint>(winners);
        kernels.ProductPooled(memory.Place(weights, TileRows), table, taps, memory.Place(b), memory.Place(bias), relu, result, bits);
        bits.CopyTo(winners);
        Return(memory, result, y);
    }

    internal override void MaxOfWindows(
        ReadOnlySpan<float> x, ReadOnlySpan<int> pixels, int taps, int channels, bool relu, Span<float> y, Span<uint> winners)
    {
        GuardedMemory memory = _memory.Value!;
        Span<float> result = memory.Place<float>(y);
        Span<uint> bits = memory.Place<uint>(winners);
        kernels.MaxOfWindows(memory.Place(x), memory.Place(pixels), taps, channels, relu, result, bits);
        bits.CopyTo(winners);
        Return(memory, result, y);
    }

    internal override void SpreadPooled(
        ReadOnlySpan<float> gy, ReadOnlySpan<uint> winners, int channels, ReadOnlySpan<int> destinations, int taps, Span<float> gx)
    {
        GuardedMemory memory = _memory.Value!;
        Span<float> result = memory.Place<float>(gx);
        kernels.SpreadPooled(memory.Place(gy), memory.Place(winners), channels, memory.Place(destinations), taps, result);
        Return(memory, result, gx);
    }

    internal override void ProductOfRows(
        ReadOnlySpan<float> x, ReadOnlySpan<int> rows, ReadOnlySpan<Segment> segments, ReadOnlySpan<float> weights, int columns, Range wanted,
        ReadOnlySpan<float> bias, bool relu, Span<float> y)
    {
        GuardedMemory memory = _memory.Value!;
        Span<float> result = memory.Place<float>(y);
        kernels.ProductOfRows(
            memory.Place(x), memory.Place(rows), memory.Place(segments), memory.Place(weights), columns, wanted, memory.Place(bias), relu, result);
        Return(memory, result, y);
    }

    internal override void MaxOfRows(ReadOnlySpan<float> x, int taps, int columns, Span<float> y)
    {
        GuardedMemory memory = _memory.Value!;
        Span<float> result = memory.Place<float>(y);
        kernels.MaxOfRows(memory.Place(x), taps, columns, result);
        Return(memory, result, y);
    }

    internal override void ProductOverLanes(
        ReadOnlySpan<(int FirstRow, int Rows)> runs, TapTable table, ReadOnlySpan<float> x, ReadOnlySpan<float> turned, int columns, bool accumulate,
        Span<float> c)
    {
        GuardedMemory memory = _memory.Value!;
        Span<float> result = memory.Place<float>(c);
        kernels.ProductOverLanes(memory.Place(runs), table, memory.Place(x), memory.Place(turned), columns, accumulate, result);
        Return(memory, result, c);
    }

    internal override void Turn(ReadOnlySpan<float> source, int channels, int columns, Span<float> target)
    {
        GuardedMemory memory = _memory.Value!;
        Span<float> result = memory.Place<float>(target);
        kernels.Turn(memory.Place(source), channels, columns, result);
        Return(memory, result, target);
    }

    internal override void Gather(ReadOnlySpan<float> x, ReadOnlySpan<int> pixels, int floats, Span<float> y)
    {
        GuardedMemory memory = _memory.Value!;
        Span<float> result = memory.Place<float>(y);
        kernels.Gather(memory.Place(x), memory.Place(pixels), floats, result);
        Return(memory, result, y);
    }

    internal override void WinogradInput(WinogradForm form, ReadOnlySpan<int> pixels, ReadOnlySpan<float> map, int floats, Span<float> products)
    {
        GuardedMemory memory = _memory.Value!;
        Span<float> result = memory.Place<float>(products);
        kernels.WinogradInput(form, memory.Place(pixels), memory.Place(map), floats, result);
        Return(memory, result, products);
    }

    internal override void WinogradOutput(ReadOnlySpan<float> products, int step, int floats, ReadOnlySpan<int> pixels, bool relu, Span<float> map)
    {
        GuardedMemory memory = _memory.Value!;
        Span<float> result = memory.Place<float>(map);
        kernels.WinogradOutput(memory.Place(products), step, floats, memory.Place(pixels), relu, result);
        Return(memory, result, map);
    }

    internal override void WinogradProduct(
        WinogradForm form, PackedWeights weights, TapTable table, ReadOnlySpan<float> inputs, ReadOnlySpan<float> bias, bool relu, ReadOnlySpan<int> pixels,
        Span<float> scratch, Span<float> map)
    {
        GuardedMemory memory = _memory.Value!;
        Span<float> result = memory.Place<float>(map);
        kernels.WinogradProduct(
            form, memory.Place(weights, TileRows), table, memory.Place(inputs), memory.Place(bias), relu, memory.Place(pixels), memory.Place<float>(scratch),
            result);
        Return(memory, result, map);
    }

    internal override void WinogradInputGradient(
        WinogradForm form, PackedWeights weights, TapTable table, ReadOnlySpan<float> gradients, ReadOnlySpan<int> pixels, Span<float> scratch, Span<float> map)
    {
        GuardedMemory memory = _memory.Value!;
        Span<float> result = memory.Place<float>(map);
        kernels.WinogradInputGradient(
            form, memory.Place(weights, TileRows), table, memory.Place(gradients), memory.Place(pixels), memory.Place<float>(scratch), result);
        Return(memory, result, map);
    }

    internal override void WinogradOutputGradient(WinogradForm form, ReadOnlySpan<int> pixels, ReadOnlySpan<float> map, int floats, Span<float> products)
    {
        GuardedMemory memory = _memory.Value!;
        Span<float> result = memory.Place<float>(products);
        kernels.WinogradOutputGradient(form, memory.Place(pixels), memory.Place(map), floats, result);
        Return(memory, result, products);
    }

    internal override void WinogradWeights(WinogradForm form, ReadOnlySpan<float> weights, int floats, Span<float> products)
    {
        GuardedMemory memory = _memory.Value!;
        Span<float> result = memory.Place<float>(products);
        kernels.WinogradWeights(form, memory.Place(weights), floats, result);
        Return(memory, result, products);
    }

    internal override void WinogradWeightsGradient(
        WinogradForm form, ReadOnlySpan<float> products, int rows, int columns, int stride, bool accumulate, Span<float> weights)
    {
        GuardedMemory memory = _memory.Value!;
        Span<float> result = memory.Place<float>(weights);
        kernels.WinogradWeightsGradient(form, memory.Place(products), rows, columns, stride, accumulate, result);
        Return(memory, result, weights);
    }

    private static void Return(GuardedMemory memory, ReadOnlySpan<float> result, Span<float> target)
    {
        result.CopyTo(target);
        memory.Release();
    }
}
