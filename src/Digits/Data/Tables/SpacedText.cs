namespace Digits.Data;

/// <summary>A text whose columns have any number of spaces or tabs between them, as one with a comma between them.</summary>
internal sealed class SpacedText(Stream text) : ForwardStream
{
    private bool _isLineStart = true;
    private bool _isGap;

    /// <inheritdoc />
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0;
        byte[] some = new byte[Math.Max(1, buffer.Length / 2)];
        while (true)
        {
            int got = text.Read(some);
            if (got == 0)
                return 0;
            int count = 0;
            foreach (byte letter in some.AsSpan(0, got))
                Take(letter, buffer, ref count);
            if (count > 0)
                return count;
        }
    }

    // A gap becomes a comma once something follows it on its line, so one byte may give two.
    private void Take(byte letter, Span<byte> to, ref int count)
    {
        if (letter is (byte)' ' or (byte)'\t')
        {
            _isGap = true;
            return;
        }

        bool endsLine = letter is (byte)'\n' or (byte)'\r';
        if (_isGap && !_isLineStart && !endsLine)
            to[count++] = (byte)',';
        (_isGap, _isLineStart) = (false, endsLine);
        to[count++] = letter;
    }
}
