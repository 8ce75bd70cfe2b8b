namespace Digits.Data;

/// <summary>
/// Goes through the groups of an HDF5 file and the headers of what is in them, and makes sure that every length lies in the file: the library that reads it
/// allocates what a length says before it looks whether so much is there.
/// </summary>
/// <remarks>Format: "HDF5 File Format Specification", The HDF Group.</remarks>
internal sealed class Hdf5Walk
{
    private const int MostObjects = 10_000;
    private const int MaxDepth = 16;
    private const int EntryBytes = 40;
    private readonly Hdf5Bytes _file;
    // A damaged file may give the same place as two kinds of things, and each is to be checked.
    private readonly HashSet<(ulong Address, string Kind)> _seen = [];

    private Hdf5Walk(Stream stream)
    {
        _file = new Hdf5Bytes(stream);
    }

    /// <summary>Checks a file.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="start">Where its signature is.</param>
    /// <exception cref="InvalidDataException">A length or an address is wrong.</exception>
    /// <exception cref="NotSupportedException">It is of a kind that cannot be checked.</exception>
    public static void Check(Stream stream, int start) => new Hdf5Walk(stream).Superblock(start);

    private void Superblock(int start)
    {
        int version = _file.At((ulong)start + 8, 1)[0];
        bool isOld = version < 2;
        byte[] sizes = _file.At((ulong)start + (isOld ? 13u : 9u), 2);
        if (version > 3 || sizes[0] != 8 || sizes[1] != 8)
            throw new NotSupportedException("addresses of other than 8 bytes");
        int at = version switch { 0 => 24, 1 => 28, _ => 12 };
        ulong origin = Hdf5Bytes.Number(_file.At((ulong)(start + at), 8), 0);
        byte[] root = _file.At((ulong)(start + at + (isOld ? 32 : 16)), isOld ? EntryBytes : 16);
        Hdf5Bytes.Check(origin <= (ulong)start);
        _file.Base = (long)origin;
        if (isOld)
            Entry(root, 0);
        else
            Object(Hdf5Bytes.Number(root, 8), 0);
    }

    // A name in a group: the header of what it names, and of another group also where its names and members lie.
    private void Entry(ReadOnlySpan<byte> entry, int depth)
    {
        Object(Hdf5Bytes.Number(entry, 8), depth);
        if (Hdf5Bytes.Number(entry, 16, 4) == 1)
        {
            Names(Hdf5Bytes.Number(entry, 32));
            Group(Hdf5Bytes.Number(entry, 24), depth, 0);
        }
    }

    private bool IsNew(ulong address, string kind)
    {
        if (_seen.Count > MostObjects)
            throw new NotSupportedException("too many objects");
        return _seen.Add((address, kind));
    }

    private void Object(ulong address, int depth)
    {
        Hdf5Bytes.Check(depth <= MaxDepth);
        if (!IsNew(address, "object"))
            return;
        byte[] start = _file.At(address, 16);
        if (start.AsSpan().StartsWith("OHDR"u8))
        {
            int flags = start[5];
            int at = 6 + ((flags & 32) != 0 ? 16 : 0) + ((flags & 16) != 0 ? 4 : 0);
            int width = 1 << (flags & 3);
            ulong size = Hdf5Bytes.Number(_file.At(address + (ulong)at, width), 0, width);
            Messages(address + (ulong)(at + width), size, depth, isNew: true, hasOrder: (flags & 4) != 0);
            return;
        }

        Hdf5Bytes.Check(start[0] == 1);
        // The library goes on until it has met as many as the header counts.
        int count = Messages(address + 16, Hdf5Bytes.Number(start, 8, 4), depth, isNew: false, hasOrder: false);
        Hdf5Bytes.Check(count >= (int)Hdf5Bytes.Number(start, 2, 2));
    }

    /// <summary>Checks the messages of a block and of those that continue it.</summary>
    /// <returns>How many there are.</returns>
    private int Messages(ulong address, ulong size, int depth, bool isNew, bool hasOrder)
    {
        Hdf5Bytes.Check(size <= (ulong)_file.Length);
        byte[] block = _file.At(address, (long)size);
        int head = isNew ? hasOrder ? 6 : 4 : 8;
        int count = 0;
        for (int at = 0; at + head <= block.Length;)
        {
            int type = (int)Hdf5Bytes.Number(block, at, isNew ? 1 : 2);
            int length = (int)Hdf5Bytes.Number(block, at + (isNew ? 1 : 2), 2);
            int flags = block[at + (isNew ? 3 : 4)];
            Hdf5Bytes.Check(at + head + length <= block.Length);
            // What is shared lies in another header. Only some kinds can be: dataspaces, types, fill values, filters, attributes.
            if ((flags & 2) == 0 || type is not (1 or 3 or 4 or 5 or 11 or 12))
                count += Message(type, block.AsSpan(at + head, length), depth, isNew, hasOrder);
            at += head + length;
            count++;
        }

        return count;
    }

    private int Message(int type, ReadOnlySpan<byte> data, int depth, bool isNew, bool hasOrder)
    {
        switch (type)
        {
            case 2:
                Hdf5Bytes.Check(data.Length >= 2);
                if (Hdf5Bytes.Number(data, (data[1] & 1) != 0 ? 10 : 2) != Hdf5Bytes.Undefined)
                    throw new NotSupportedException("a group that keeps many links in the newer way");
                break;
            case 4:
                Hdf5Bytes.Check(Hdf5Bytes.Number(data, 0, 4) <= (ulong)data.Length);
                break;
            case 5:
                FillValue(data);
                break;
            case 6:
                Link(data, depth);
                break;
            case 7:
                throw new NotSupportedException("data that lie in other files");
            case 8:
                new Hdf5Layout(_file, address => IsNew(address, "layout")).Check(data);
                break;
            case 16:
                ulong address = Hdf5Bytes.Number(data, 0);
                ulong length = Hdf5Bytes.Number(data, 8);
                Hdf5Bytes.Check(!isNew || length >= 8);
                if (IsNew(address, $"messages of {length} bytes"))
                    return Messages(address + (isNew ? 4u : 0u), length - (isNew ? 8u : 0u), depth, isNew, hasOrder);
                break;
            case 17:
                Names(Hdf5Bytes.Number(data, 8));
                Group(Hdf5Bytes.Number(data, 0), depth, 0);
                break;
        }

        return 0;
    }

    private static void FillValue(ReadOnlySpan<byte> data)
    {
        Hdf5Bytes.Check(data.Length >= 2);
        int at = data[0] == 3 ? 2 : 4;
        bool isThere = data[0] switch { 3 => (data[1] & 32) != 0, 2 => data.Length >= 4 && data[3] != 0, _ => true };
        Hdf5Bytes.Check(!isThere || Hdf5Bytes.Number(data, at, 4) <= (ulong)data.Length);
    }

    private void Link(ReadOnlySpan<byte> data, int depth)
    {
        Hdf5Bytes.Check(data.Length >= 3);
        int flags = data[1];
        bool isHard = (flags & 8) == 0 || data[2] == 0;
        int at = 2 + ((flags & 8) != 0 ? 1 : 0) + ((flags & 4) != 0 ? 8 : 0) + ((flags & 16) != 0 ? 1 : 0);
        int width = 1 << (flags & 3);
        ulong length = Hdf5Bytes.Number(data, at, width);
        Hdf5Bytes.Check(length <= (ulong)data.Length);
        // A link within the file names a place that is checked by its own name.
        if (!isHard && data[2] != 1)
            throw new NotSupportedException("links to other files");
        if (isHard)
            Object(Hdf5Bytes.Number(data, at + width + (int)length), depth + 1);
    }

    private void Names(ulong heap)
    {
        byte[] head = _file.At(heap, 32);
        ulong size = Hdf5Bytes.Number(head, 8);
        Hdf5Bytes.Check(size <= (ulong)_file.Length && Hdf5Bytes.Number(head, 24) <= (ulong)_file.Length);
    }

    private void Group(ulong node, int depth, int level)
    {
        Hdf5Bytes.Check(level <= MaxDepth);
        if (!IsNew(node, "group"))
            return;
        byte[] head = _file.At(node, 24);
        int used = (int)Hdf5Bytes.Number(head, 6, 2);
        bool isTree = head.AsSpan().StartsWith("TREE"u8);
        byte[] entries = _file.At(node + (isTree ? 24u : 8u), isTree ? used * 16L : used * (long)EntryBytes);
        for (int i = 0; i < used; i++)
        {
            if (isTree)
                Group(Hdf5Bytes.Number(entries, (i * 16) + 8), depth, level + 1);
            else
                Entry(entries.AsSpan(i * EntryBytes, EntryBytes), depth + 1);
        }
    }
}
