using System.Buffers.Binary;

namespace Digits.Data;

/// <summary>Reads numbers from anywhere in an HDF5 file; one that ends early is damaged.</summary>
/// <param name="stream">The file.</param>
internal sealed class Hdf5Bytes(Stream stream)
{
    /// <summary>The address that stands for none.</summary>
    public const ulong Undefined = ulong.MaxValue;

    /// <summary>Where addresses count from.</summary>
    public long Base { get; set; }

    /// <summary>Bytes of the file.</summary>
    public long Length => stream.Length;

    /// <summary>The bytes at an address.</summary>
    /// <exception cref="InvalidDataException">They are not in the file.</exception>
    public byte[] At(ulong address, long count)
    {
        Check(count >= 0 && address <= (ulong)Length && (ulong)Base + address + (ulong)count <= (ulong)Length);
        byte[] bytes = new byte[count];
        stream.Position = Base + (long)address;
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Throws where something cannot be true.</summary>
    public static void Check(bool isSound)
    {
        if (!isSound)
            throw new InvalidDataException("an address or a length in it is wrong");
    }

    /// <summary>A little-endian whole number of 1 to 8 bytes.</summary>
    public static ulong Number(ReadOnlySpan<byte> bytes, int at, int size = 8)
    {
        Check(at >= 0 && at + size <= bytes.Length);
        Span<byte> eight = stackalloc byte[8];
        eight.Clear();
        bytes.Slice(at, size).CopyTo(eight);
        return BinaryPrimitives.ReadUInt64LittleEndian(eight);
    }
}
