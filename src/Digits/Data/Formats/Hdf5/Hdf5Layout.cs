namespace Digits.Data;

/// <summary>Checks how a dataset of an HDF5 file is laid out: that its chunks are of a size that can come out of the file.</summary>
/// <param name="file">The file.</param>
/// <param name="isNew">Whether an address has not been seen.</param>
internal sealed class Hdf5Layout(Hdf5Bytes file, Func<ulong, bool> isNew)
{
    private const int Chunked = 2;
    private const int MaxLevel = 16;

    // A chunk that is mostly empty may be far larger than the file.
    private const ulong UsualChunk = 8 << 20;

    /// <summary>Checks the message.</summary>
    /// <exception cref="InvalidDataException">A size or an address is wrong.</exception>
    /// <exception cref="NotSupportedException">It is of a version that cannot be checked.</exception>
    public void Check(ReadOnlySpan<byte> data)
    {
        Hdf5Bytes.Check(data.Length >= 2);
        int version = data[0];
        if (version is < 3 or > 4)
            throw new NotSupportedException($"data laid out in version {version}");
        if (data[1] > Chunked)
            throw new NotSupportedException("data that lie in other data");
        if (data[1] != Chunked)
            return;
        int count = version == 3 ? (int)Hdf5Bytes.Number(data, 2, 1) : (int)Hdf5Bytes.Number(data, 3, 1);
        int width = version == 3 ? 4 : (int)Hdf5Bytes.Number(data, 4, 1);
        int at = version == 3 ? 11 : 5;
        Hdf5Bytes.Check(width is >= 1 and <= 8);
        ulong bytes = 1;
        for (int i = 0; i < count; i++)
        {
            ulong side = Hdf5Bytes.Number(data, at + (i * width), width);
            Hdf5Bytes.Check(side is > 0 and <= int.MaxValue);
            bytes *= side;
            Hdf5Bytes.Check(bytes <= UsualChunk || (bytes <= int.MaxValue && NamedArray.CanUnpackTo(file.Length, (long)bytes)));
        }

        if (version == 3 && Hdf5Bytes.Number(data, 3) is var tree and not Hdf5Bytes.Undefined)
            Chunks(tree, count, 0);
        // One chunk that is filtered has its size here.
        if (version == 4 && (data[2] & 2) != 0 && Hdf5Bytes.Number(data, at + (count * width), 1) == 1)
            Hdf5Bytes.Check(Hdf5Bytes.Number(data, at + (count * width) + 1) <= (ulong)file.Length);
    }

    private void Chunks(ulong node, int axes, int level)
    {
        Hdf5Bytes.Check(level <= MaxLevel);
        if (!isNew(node))
            return;
        byte[] head = file.At(node, 24);
        int used = (int)Hdf5Bytes.Number(head, 6, 2);
        int key = 8 + (8 * axes);
        byte[] entries = file.At(node + 24, used * (key + 8L));
        for (int i = 0; i < used; i++)
        {
            Hdf5Bytes.Check(Hdf5Bytes.Number(entries, i * (key + 8), 4) <= (ulong)file.Length);
            if (head[5] > 0)
                Chunks(Hdf5Bytes.Number(entries, (i * (key + 8)) + key), axes, level + 1);
        }
    }
}
