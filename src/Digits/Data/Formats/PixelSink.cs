namespace Digits.Data;

/// <summary>
/// Collects the pixels of a file whose numbers may be whole or not, of 0 to 255 or of 0 to 1: which of the two shows once all are there, and until a number
/// above 1 comes all are taken for shares of 1. Only bytes are kept.
/// </summary>
internal sealed class PixelSink
{
    // What 1 becomes in binary fractions of 32 bits, and a little more.
    private const double One = 1.00001;

    private byte[] _pixels;
    private int _count;
    private bool _isBlank = true;
    private bool _isUnit = true;

    /// <summary>Makes room.</summary>
    /// <param name="capacity">Pixels that are expected; there may be more.</param>
    public PixelSink(int capacity) => _pixels = GC.AllocateUninitializedArray<byte>(capacity);

    /// <summary>Whether the pixels were shares of 1, and have become 0 to 255.</summary>
    public bool IsScaled => _isUnit && !_isBlank;

    /// <summary>Adds bytes.</summary>
    /// <exception cref="OverflowException">There are more pixels than one set can hold.</exception>
    public void Add(ReadOnlySpan<byte> values)
    {
        Span<byte> room = Room(values.Length);
        if (_isUnit && values.ContainsAnyExceptInRange((byte)0, (byte)1))
            Widen();
        if (!_isUnit)
        {
            values.CopyTo(room);
            return;
        }

        for (int i = 0; i < values.Length; i++)
            room[i] = (byte)(values[i] * 255);
        _isBlank &= !values.Contains((byte)1);
    }

    /// <summary>Adds numbers.</summary>
    /// <returns>The index of the first that is not 0 to 255; -1 where all are.</returns>
    /// <exception cref="OverflowException">There are more pixels than one set can hold.</exception>
    public int Add(ReadOnlySpan<double> values)
    {
        double most = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (!(values[i] is >= 0 and <= 255))
                return i;
            most = Math.Max(most, values[i]);
        }

        Span<byte> room = Room(values.Length);
        if (_isUnit && most > One)
            Widen();
        double factor = _isUnit ? 255 : 1;
        for (int i = 0; i < values.Length; i++)
            room[i] = (byte)Math.Min(255, Math.Round(values[i] * factor, MidpointRounding.AwayFromZero));
        _isBlank &= most == 0;
        return -1;
    }

    /// <summary>The pixels; the sink is not to be used any more.</summary>
    public byte[] ToArray()
    {
        if (_count < _pixels.Length)
            Array.Resize(ref _pixels, _count);
        return _pixels;
    }

    /// <summary>What was made of the numbers, as a sentence; null where they were whole numbers of 0 to 255.</summary>
    /// <param name="hasFractions">Whether some were written with decimals.</param>
    public string? Note(bool hasFractions)
    {
        if (IsScaled)
            return "No pixel is above 1: they were read as 0 to 1 and scaled to 0 to 255.";
        return hasFractions ? "The pixels are decimal numbers with values above 1: they were read as 0 to 255." : null;
    }

    private Span<byte> Room(int more)
    {
        int start = _count;
        long wanted = (long)_count + more;
        if (wanted > Array.MaxLength)
            throw new OverflowException();
        if (wanted > _pixels.Length)
            Array.Resize(ref _pixels, (int)Math.Min(Array.MaxLength, Math.Max(2L * _pixels.Length, wanted)));
        _count = (int)wanted;
        return _pixels.AsSpan(start, more);
    }

    // Whatever is there is 0 to 1, and so is 0 or 1 when rounded.
    private void Widen()
    {
        foreach (ref byte pixel in _pixels.AsSpan(0, _count))
            pixel = (byte)(pixel >= 128 ? 1 : 0);
        _isUnit = false;
    }
}
