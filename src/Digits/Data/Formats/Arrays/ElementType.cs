using System.Buffers.Binary;
using System.Text;

namespace Digits.Data;

/// <summary>How one element of an array lies in a file.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="IsBigEndian">Whether the most significant byte comes first.</param>
internal readonly record struct ElementType(ElementKind Kind, int Size, bool IsBigEndian = false)
{
    /// <summary>Bytes of 0 to 255, which need no conversion.</summary>
    public static ElementType Byte => new(ElementKind.Unsigned, 1);

    public bool IsText => Kind is ElementKind.Bytes or ElementKind.Utf32;

    /// <summary>Whether elements of this kind and size are read.</summary>
    public bool IsKnown => Kind switch
    {
        ElementKind.Float => Size is 2 or 4 or 8,
        ElementKind.Boolean => Size == 1,
        ElementKind.Bytes => Size >= 1,
        ElementKind.Utf32 => Size >= 4 && Size % 4 == 0,
        _ => Size is 1 or 2 or 4 or 8,
    };

    /// <summary>Decodes as many numbers as <paramref name="numbers"/> has room for.</summary>
    public void Decode(ReadOnlySpan<byte> bytes, Span<double> numbers)
    {
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = Number(bytes.Slice(i * Size, Size));
    }

    /// <summary>Decodes one text.</summary>
    public string Text(ReadOnlySpan<byte> bytes)
    {
        Encoding encoding = Kind == ElementKind.Bytes ? Encoding.UTF8 : IsBigEndian ? new UTF32Encoding(bigEndian: true, byteOrderMark: false) : Encoding.UTF32;
        return encoding.GetString(bytes).TrimEnd('\0').Trim();
    }

    public override string ToString() => Kind switch
    {
        ElementKind.Unsigned => $"uint{Size * 8}",
        ElementKind.Signed => $"int{Size * 8}",
        ElementKind.Float => $"float{Size * 8}",
        ElementKind.Boolean => "bool",
        _ => "text",
    };

    private double Number(ReadOnlySpan<byte> bytes) => (Kind, Size) switch
    {
        (ElementKind.Unsigned, 1) => bytes[0],
        (ElementKind.Signed, 1) => (sbyte)bytes[0],
        (ElementKind.Boolean, _) => bytes[0] == 0 ? 0 : 1,
        (ElementKind.Float, 2) => (double)BitConverter.UInt16BitsToHalf((ushort)Bits(bytes)),
        (ElementKind.Float, 4) => BitConverter.UInt32BitsToSingle((uint)Bits(bytes)),
        (ElementKind.Float, _) => BitConverter.UInt64BitsToDouble(Bits(bytes)),
        (ElementKind.Signed, 2) => (short)Bits(bytes),
        (ElementKind.Signed, 4) => (int)Bits(bytes),
        (ElementKind.Signed, _) => (long)Bits(bytes),
        _ => Bits(bytes),
    };

    private ulong Bits(ReadOnlySpan<byte> bytes) => (bytes.Length, IsBigEndian) switch
    {
        (2, false) => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        (2, true) => BinaryPrimitives.ReadUInt16BigEndian(bytes),
        (4, false) => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        (4, true) => BinaryPrimitives.ReadUInt32BigEndian(bytes),
        (_, false) => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        _ => BinaryPrimitives.ReadUInt64BigEndian(bytes),
    };
}
