namespace Digits.Data;

/// <summary>
/// Goes through a message in Thrift's compact protocol without making anything of it. The library for Parquet trusts every length in such a message, and can
/// loop without an end where one is cut short.
/// </summary>
internal ref struct ThriftWalk(ReadOnlySpan<byte> bytes)
{
    private const int MaxDepth = 16;
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Bytes gone through.</summary>
    public int Position { get; private set; }

    /// <summary>Goes through a struct.</summary>
    /// <param name="shape">Of which types its fields must be; null for any.</param>
    /// <param name="numbers">Receives its own whole numbers and truth values by their field, those of the structs in it by 100 times that plus theirs.</param>
    /// <param name="offset">What is added to the fields.</param>
    /// <param name="depth">How many structs are around this one.</param>
    /// <exception cref="InvalidDataException">A length or the end is wrong.</exception>
    public void Struct(ThriftShape? shape, Dictionary<int, long>? numbers = null, int offset = 0, int depth = 0)
    {
        Check(depth <= MaxDepth);
        for (int field = 0; ;)
        {
            int head = Byte();
            if (head == 0)
                return;
            field = head >> 4 == 0 ? (int)ZigZag() : field + (head >> 4);
            Check(field > 0);
            int type = head & 15;
            ThriftShape? wanted = shape?.Fields?.GetValueOrDefault(field);
            Check(wanted is null || wanted.Fits(type));
            if (type is 1 or 2 or 4 or 5 or 6)
            {
                long value = type < 3 ? 2 - type : ZigZag();
                if (numbers is not null)
                    numbers[offset + field] = value;
            }
            else if (type == 12)
            {
                Struct(wanted, offset == 0 ? numbers : null, 100 * field, depth + 1);
            }
            else
            {
                Skip(type, depth, wanted?.Item);
            }
        }
    }

    private static void Check(bool isSound)
    {
        if (!isSound)
            throw new InvalidDataException("a description in it is cut short, or has a wrong length");
    }

    private void Skip(int type, int depth, ThriftShape? item)
    {
        Check(depth <= MaxDepth);
        switch (type)
        {
            case 3:
                Advance(1);
                break;
            case 4 or 5 or 6:
                VarInt();
                break;
            case 7:
                Advance(8);
                break;
            case 8:
                Advance(VarInt());
                break;
            case 9 or 10:
                int head = Byte();
                ulong length = head >> 4 == 15 ? VarInt() : (ulong)head >> 4;
                Check(length == 0 || item is null || item.Fits(head & 15));
                // Every element takes a byte at least.
                Check(length <= (ulong)(_bytes.Length - Position));
                for (; length > 0; length--)
                    Skip(head & 15, depth + 1, item);
                break;
            case 12:
                Struct(item, depth: depth + 1);
                break;
            // There are no maps and no lists of truth values in these descriptions, and the library skips them in a way of its own.
            default:
                Check(false);
                break;
        }
    }

    private int Byte()
    {
        Check(Position < _bytes.Length);
        return _bytes[Position++];
    }

    private void Advance(ulong count)
    {
        Check(count <= (ulong)(_bytes.Length - Position));
        Position += (int)count;
    }

    private long ZigZag()
    {
        ulong value = VarInt();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private ulong VarInt()
    {
        ulong value = 0;
        for (int shift = 0; shift < 70; shift += 7)
        {
            int part = Byte();
            value |= (ulong)(part & 127) << shift;
            if (part < 128)
                return value;
        }

        Check(false);
        return 0;
    }
}
