using System.Buffers.Binary;
using Digits.Engine;

namespace Digits.Data;

/// <summary>The header of an IDX file: the type of its numbers and its sizes, big-endian. Nothing that it says is trusted.</summary>
/// <param name="Type">The type's number: 8 unsigned bytes, 9 signed bytes, 11 short, 12 int, 13 float, 14 double.</param>
/// <param name="Shape">The sizes, the number of items first.</param>
internal readonly record struct IdxHeader(byte Type, int[] Shape)
{
    public const byte UnsignedByte = 8;

    private const int ImagesMagic = 0x0803;
    private const int LabelsMagic = 0x0801;
    private const int MaxSide = 4096;

    /// <summary>Number of items.</summary>
    public int Count => Shape[0];

    /// <summary>Bytes of the header itself.</summary>
    public int Length => 4 + 4 * Shape.Length;

    /// <summary>Bytes of one number.</summary>
    public int ValueLength => Type switch { UnsignedByte or 9 => 1, 11 => 2, 12 or 13 => 4, _ => 8 };

    /// <summary>Numbers in all.</summary>
    public long Values => Shape.Aggregate(1L, (all, side) => all * side);

    /// <summary>Whether a file begins as IDX does.</summary>
    public static bool Is(ReadOnlySpan<byte> head) => head is [0, 0, >= 8 and <= 14 and not 10, >= 1 and <= 4, ..];

    /// <summary>Reads a header.</summary>
    /// <exception cref="InvalidInputException">It is none, or does not say images, or labels, where these are wanted.</exception>
    public static IdxHeader Read(Stream stream, string source, bool wantsImages)
    {
        Span<byte> magic = stackalloc byte[4];
        int got = stream.ReadAtLeast(magic, 4, throwOnEndOfStream: false);
        if (got == 0)
            throw new InvalidInputException($"{source}: the file is empty.");
        if (got < 4)
            throw new InvalidInputException($"{source}: truncated: it ends after {got} bytes, inside its magic number; fetch the file again.");
        CheckMagic(magic, source, wantsImages);
        int rank = magic[3];
        Span<byte> sizes = stackalloc byte[4 * rank];
        got = stream.ReadAtLeast(sizes, sizes.Length, throwOnEndOfStream: false);
        if (got < sizes.Length)
        {
            throw new InvalidInputException(
                $"{source}: truncated: it ends after {4 + got} bytes, inside its header of {4 + sizes.Length}; fetch the file again.");
        }

        long[] shape = new long[rank];
        for (int i = 0; i < rank; i++)
            shape[i] = BinaryPrimitives.ReadUInt32BigEndian(sizes[(4 * i)..]);
        CheckShape(shape, source, wantsImages);
        return new IdxHeader(magic[2], [.. shape.Select(side => (int)side)]);
    }

    /// <summary>Before any allocation: a lying header must not cost memory.</summary>
    /// <param name="source">What messages call the file.</param>
    /// <param name="most">The most bytes that the file can have; negative, exactly so many (as its complement), where it is not packed.</param>
    public void CheckLength(string source, long most)
    {
        long promised = Values * ValueLength;
        long there = (most < 0 ? ~most : most) - Length;
        if (promised > there)
            throw Truncated(source, promised, most < 0 ? there : null);
    }

    public static InvalidInputException Truncated(string source, long promised, long? found)
    {
        string has = found is null ? "the file is far too short for that" : $"only {found} are there";
        return new InvalidInputException($"{source}: truncated: its header promises {promised} bytes of data, {has}; fetch the file again.");
    }

    private static void CheckMagic(ReadOnlySpan<byte> magic, string source, bool wantsImages)
    {
        string wanted = wantsImages ? "images" : "labels";
        int found = BinaryPrimitives.ReadInt32BigEndian(magic);
        if (!Is(magic))
        {
            throw new InvalidInputException(
                $"{source}: wrong magic number 0x{found:X8}; an IDX file of {wanted} starts with 0x{(wantsImages ? ImagesMagic : LabelsMagic):X8}.");
        }

        if (wantsImages ? magic[3] == 1 : magic[3] > 2)
        {
            throw new InvalidInputException(
                $"{source}: holds {(wantsImages ? "labels" : "images")} (magic number 0x{found:X8}), not {wanted}; are the two files swapped?");
        }
    }

    private static void CheckShape(long[] shape, string source, bool wantsImages)
    {
        if (shape[0] == 0)
            throw new InvalidInputException($"{source}: holds no items: its header counts 0.");
        if (wantsImages && shape.Length > 2 && shape[1..].Any(side => side is 0 or > MaxSide))
            throw new InvalidInputException($"{source}: its header says images of {string.Join('x', shape[1..])} pixels; sides of 1 to {MaxSide} are read.");
        long most = wantsImages ? MaxSide * MaxSide : ClassNames.Most;
        if (shape.Length == 2 && (shape[1] == 0 || shape[1] > most))
            throw new InvalidInputException($"{source}: its header says {shape[1]} numbers for each item; 1 to {most} are read.");
        Int128 values = shape.Aggregate((Int128)1, (all, side) => all * side);
        if (values > Array.MaxLength)
            throw new InvalidInputException($"{source}: its header promises {values} values, more than one set can hold ({Array.MaxLength}).");
    }
}
