namespace Digits.Data;

/// <summary>Checks the heaps in which an HDF5 file keeps texts of variable length.</summary>
internal static class Hdf5Heaps
{
    private const int BlockBytes = 1 << 20;
    private static readonly byte[] _head = [.. "GCOL"u8, 1, 0, 0, 0];

    /// <summary>Finds all of them by how they begin, and makes sure that the texts lie in the file.</summary>
    /// <exception cref="InvalidDataException">One does not.</exception>
    public static void Check(Stream stream)
    {
        Hdf5Bytes file = new(stream);
        byte[] buffer = new byte[(int)Math.Min(stream.Length, BlockBytes)];
        for (long at = 0; at + _head.Length <= stream.Length; at += buffer.Length - _head.Length + 1)
        {
            stream.Position = at;
            int got = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            for (int found = 0; buffer.AsSpan(found, got - found).IndexOf(_head) is >= 0 and var next; found += next + 1)
                Heap(file, (ulong)(at + found + next));
        }
    }

    private static void Heap(Hdf5Bytes file, ulong address)
    {
        ulong size = Hdf5Bytes.Number(file.At(address, 16), 8);
        Hdf5Bytes.Check(size <= (ulong)file.Length);
        byte[] heap = file.At(address, (long)size);
        for (int at = 16; at + 16 <= heap.Length && Hdf5Bytes.Number(heap, at, 2) != 0;)
        {
            ulong length = Hdf5Bytes.Number(heap, at + 8);
            Hdf5Bytes.Check(length <= (ulong)(heap.Length - at - 16));
            at += 16 + (((int)length + 7) / 8 * 8);
        }
    }
}
