using System.Text;
using Digits.Engine;

namespace Digits.Data;

/// <summary>The lines of a text in UTF-8, none of which may be longer than a picture.</summary>
internal sealed class TextLines(Stream stream, string source) : IDisposable
{
    private const int MostLength = 1 << 24;
    private readonly StreamReader _reader = new(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16, leaveOpen: true);
    private readonly StringBuilder _line = new();

    /// <summary>The number of the line that was read last, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The next line; null at the end.</summary>
    /// <exception cref="InvalidInputException">It is too long.</exception>
    public string? Read()
    {
        _line.Clear();
        Number++;
        int letter;
        while ((letter = _reader.Read()) is >= 0 and not '\n')
        {
            if (_line.Append((char)letter).Length > MostLength)
                throw new InvalidInputException($"{source}: line {Number} is longer than {MostLength:N0} characters, as no picture is.");
        }

        return letter < 0 && _line.Length == 0 ? null : _line.ToString();
    }

    /// <inheritdoc />
    public void Dispose() => _reader.Dispose();
}
