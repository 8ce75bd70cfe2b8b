using System.Runtime.InteropServices;

namespace Digits.Engine;

/// <summary>
/// Floats that start on a cache line and never move. They live in a pinned array, so the garbage collector frees them with their
/// one owner, and nothing has to be disposed of.
/// </summary>
internal sealed class AlignedBuffer
{
    private const int LineFloats = 16;
    private readonly float[] _array;
    private readonly int _start;

    internal AlignedBuffer(int length)
    {
        Length = length;
        _array = GC.AllocateArray<float>(length + LineFloats, pinned: true);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(_array, 0);
        _start = (int)((-address & ((LineFloats * sizeof(float)) - 1)) / sizeof(float));
    }

    internal int Length { get; }

    internal Memory<float> Memory => _array.AsMemory(_start, Length);

    internal Span<float> Span => _array.AsSpan(_start, Length);

    internal Span<float> Slice(Region region) => _array.AsSpan(_start + region.Offset, region.Length);
}
