using System.Globalization;
using System.Runtime.InteropServices;

namespace Digits.Engine;

/// <summary>
/// Floats that start on a cache line and never move. They live in a pinned array, so the garbage collector frees them with their
/// one owner, and nothing has to be disposed of.
/// </summary>
internal sealed class AlignedBuffer
{
    /// <summary>Floats of a cache line, which are those of the widest vector.</summary>
    private const int LineFloats = 16;
    private readonly float[] _array;
    private readonly int _start;

    /// <summary>Memory for so many floats.</summary>
    /// <exception cref="InvalidInputException">They are more than one array can have.</exception>
    internal AlignedBuffer(long length)
    {
        Length = Checked(length);
        _array = GC.AllocateArray<float>(Length + LineFloats, pinned: true);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(_array, 0);
        _start = (int)((-address & ((LineFloats * sizeof(float)) - 1)) / sizeof(float));
    }

    internal int Length { get; }

    /// <summary>The next multiple of a cache line.</summary>
    /// <exception cref="InvalidInputException">It is more than one array can have.</exception>
    internal static int WholeLines(long floats) => Checked((floats + LineFloats - 1) / LineFloats * LineFloats);

    /// <summary>The number itself, where a buffer can have so many floats.</summary>
    /// <exception cref="InvalidInputException">They are more than one array can have.</exception>
    private static int Checked(long floats)
    {
        int most = Array.MaxLength - LineFloats;
        return floats <= most ? (int)floats : throw new InvalidInputException(string.Create(
            CultureInfo.InvariantCulture,
            $"The network needs {Gigabytes(floats):0.0} GB or more of memory in one piece, and {Gigabytes(most):0.0} GB are the most there can be; "
            + $"make its layers or its input smaller."));

        static double Gigabytes(long floats) => floats * sizeof(float) / 1e9;
    }

    internal Memory<float> Memory => _array.AsMemory(_start, Length);

    internal Span<float> Span => _array.AsSpan(_start, Length);

    internal Span<float> Slice(Region region) => _array.AsSpan(_start + region.Offset, region.Length);
}
