using System.Diagnostics.CodeAnalysis;

namespace Digits.Data;

/// <summary>
/// Collects the pixels of a file whose numbers may be of any usual range, which shows once all are there. As long as all are whole numbers of 0 to 255 they
/// are kept as bytes.
/// </summary>
internal sealed class PixelSink
{
    // No higher number is white in files of 0 to 1 or 0 to 16.
    private const byte MostScaled = 16;

    private readonly NumberExtent _extent = new();
    private byte[] _bytes;
    private float[]? _numbers;
    private int _count;

    /// <summary>Makes room.</summary>
    /// <param name="capacity">Pixels that are expected; there may be more.</param>
    public PixelSink(int capacity) => _bytes = GC.AllocateUninitializedArray<byte>(capacity);

    /// <summary>The place of the number that is furthest from what pixels may be, from 0, where <see cref="TryFinish"/> fails.</summary>
    public int Odd => (int)(_extent.Max > byte.MaxValue ? _extent.MaxAt : _extent.MinAt);

    /// <summary>A number that was added.</summary>
    public float At(int place) => _numbers is null ? _bytes[place] : _numbers[place];

    /// <summary>Adds bytes.</summary>
    /// <exception cref="OverflowException">There are more pixels than one set can hold.</exception>
    public void Add(ReadOnlySpan<byte> values)
    {
        if (_numbers is null)
        {
            values.CopyTo(Room(ref _bytes, values.Length));
            return;
        }

        Span<float> room = Room(ref _numbers, values.Length);
        for (int i = 0; i < values.Length; i++)
            room[i] = values[i];
        Extend(values);
    }

    /// <summary>Adds numbers.</summary>
    /// <returns>The index of the first that is not finite; -1 where all are.</returns>
    /// <exception cref="OverflowException">There are more pixels than one set can hold.</exception>
    public int Add(ReadOnlySpan<double> values)
    {
        bool areBytes = true;
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
                return i;
            areBytes = areBytes && values[i] is >= 0 and <= 255 && Math.Floor(values[i]) == values[i];
        }

        if (areBytes && _numbers is null)
        {
            Span<byte> room = Room(ref _bytes, values.Length);
            for (int i = 0; i < values.Length; i++)
                room[i] = (byte)values[i];
            return -1;
        }

        Widen();
        Span<float> wide = Room(ref _numbers, values.Length);
        for (int i = 0; i < values.Length; i++)
            wide[i] = (float)values[i];
        _extent.Add(values);
        return -1;
    }

    /// <summary>Makes bytes of 0 to 255 of all numbers; the sink is not to be used any more.</summary>
    /// <param name="pixels">The pixels.</param>
    /// <param name="note">What was made of the numbers, as a sentence; null where they were bytes.</param>
    /// <returns>Whether the numbers are in a usual range; else <see cref="Odd"/> tells where they are not.</returns>
    public bool TryFinish(out byte[] pixels, out string? note)
    {
        (pixels, note) = (_bytes, null);
        if (_numbers is null && _bytes.AsSpan(0, _count).ContainsAnyExceptInRange((byte)0, MostScaled))
        {
            Array.Resize(ref pixels, _count);
            return true;
        }

        if (_numbers is null)
            Extend(_bytes.AsSpan(0, _count));
        if (PixelRange.Of(_extent) is not { } range)
            return false;
        note = range.Note;
        pixels = new byte[_count];
        for (int i = 0; i < _count; i++)
            pixels[i] = range.ToByte(_numbers is null ? _bytes[i] : _numbers[i]);
        return true;
    }

    private Span<T> Room<T>(ref T[] all, int more)
    {
        int start = _count;
        long wanted = (long)_count + more;
        if (wanted > Array.MaxLength)
            throw new OverflowException();
        if (wanted > all.Length)
            Array.Resize(ref all, (int)Math.Min(Array.MaxLength, Math.Max(2L * all.Length, wanted)));
        _count = (int)wanted;
        return all.AsSpan(start, more);
    }

    [MemberNotNull(nameof(_numbers))]
    private void Widen()
    {
        if (_numbers is not null)
            return;
        _numbers = new float[_bytes.Length];
        for (int i = 0; i < _count; i++)
            _numbers[i] = _bytes[i];
        Extend(_bytes.AsSpan(0, _count));
        _bytes = [];
    }

    private void Extend(ReadOnlySpan<byte> values)
    {
        Span<double> some = stackalloc double[256];
        for (; !values.IsEmpty; values = values[Math.Min(values.Length, some.Length)..])
        {
            int count = Math.Min(values.Length, some.Length);
            for (int i = 0; i < count; i++)
                some[i] = values[i];
            _extent.Add(some[..count]);
        }
    }
}
