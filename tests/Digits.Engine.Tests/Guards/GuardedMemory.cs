using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Digits.Engine.Kernels;

namespace Digits.Engine.Tests.Guards;

/// <summary>The operands of one kernel call at a time, each in a <see cref="GuardedBlock"/> of its own. For one thread.</summary>
internal sealed class GuardedMemory : IDisposable
{
    private readonly Dictionary<(int Operand, int Pages), GuardedBlock> _blocks = [];
    private readonly List<GuardedBlock> _inUse = [];

    /// <summary>A guarded copy of an operand. An empty one stays empty: kernels take that for none.</summary>
    internal Span<T> Place<T>(ReadOnlySpan<T> operand)
        where T : unmanaged
    {
        if (operand.IsEmpty)
            return [];

        Span<T> placed = MemoryMarshal.Cast<float, T>(Block(operand.Length * Unsafe.SizeOf<T>() / sizeof(float)).GetSpan());
        operand.CopyTo(placed);
        return placed;
    }

    /// <summary>A guarded copy, or the copy of another operand if it is the same memory: a kernel that works in place.</summary>
    internal Span<float> PlaceOrShare(ReadOnlySpan<float> operand, ReadOnlySpan<float> other, Span<float> placed)
    {
        if (!operand.Overlaps(other, out int offset))
            return Place(operand);

        offset.ShouldBe(0, "operands overlap in part");
        return placed[..operand.Length];
    }

    internal PackedWeights Place(PackedWeights weights, int largestTile)
    {
        GuardedBlock block = Block(weights.Values.Length);
        weights.Values.CopyTo(block.GetSpan());
        return new PackedWeights(weights.Rows, weights.Steps, largestTile, block.Memory);
    }

    /// <summary>Ends a call: fails if it wrote before one of its operands.</summary>
    internal void Release()
    {
        foreach (GuardedBlock block in _inUse)
            block.Check();

        _inUse.Clear();
    }

    public void Dispose()
    {
        foreach (IDisposable block in _blocks.Values)
            block.Dispose();
    }

    private GuardedBlock Block(int floats)
    {
        int page = Environment.SystemPageSize / sizeof(float);
        (int, int) key = (_inUse.Count, (floats + page - 1) / page);
        if (!_blocks.TryGetValue(key, out GuardedBlock? block))
            _blocks[key] = block = new GuardedBlock(key.Item2);

        block.Fit(floats);
        _inUse.Add(block);
        return block;
    }
}
