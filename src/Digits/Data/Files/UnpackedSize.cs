using Digits.Engine;

namespace Digits.Data;

/// <summary>Counts what comes out of a packed file, and ends it where that is out of all proportion.</summary>
/// <param name="packed">Bytes of the packed file.</param>
/// <param name="source">What messages call it.</param>
internal sealed class UnpackedSize(long packed, string source)
{
    /// <summary>Below this, nothing is too much: a set of blank pictures packs well.</summary>
    private const long AlwaysAllowed = 64L << 20;

    /// <summary>Pictures of digits unpack to some 5 times their size, CSV to some 12 times, a text of zeros to 1,000 times.</summary>
    private const long MostTimes = 200;

    private const long MostBytes = 16L << 30;

    /// <summary>Bytes so far.</summary>
    public long Total { get; private set; }

    /// <summary>Counts bytes.</summary>
    /// <exception cref="InvalidInputException">They are too many.</exception>
    public void Add(int bytes)
    {
        Total += bytes;
        if (Total > AlwaysAllowed && (Total > MostBytes || Total / MostTimes > packed))
        {
            throw new InvalidInputException(
                $"{source}: unpacks to more than {MostTimes} times its {packed:N0} bytes, as no data set does; unpack it yourself if you trust it.");
        }
    }
}
