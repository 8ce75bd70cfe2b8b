using Digits.Engine;

namespace Digits.Data;

/// <summary>Reads arrays of pictures as bytes, all of them by one range.</summary>
internal static class ArrayPixels
{
    /// <summary>The range that the pixels of several arrays have together.</summary>
    /// <exception cref="InvalidInputException">It is no usual one.</exception>
    public static PixelRange RangeOf(string source, IReadOnlyList<NamedArray> arrays)
    {
        NumberExtent extent = new();
        foreach (NamedArray array in arrays)
            array.Read(extent.Add);
        return PixelRange.Of(source, string.Join(" and ", arrays.Select(array => array.Name)), arrays[0].Type, extent);
    }

    /// <summary>The pixels, <c>[Count, Rows, Columns]</c>.</summary>
    public static byte[] Read(NamedArray array, PictureLayout layout, PixelRange range)
    {
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)array.Count);
        int at = 0;
        if (array.Type == ElementType.Byte && range is { Scale: 1, Offset: 0 })
        {
            foreach (ReadOnlyMemory<byte> block in array.Blocks())
            {
                block.Span.CopyTo(bytes.AsSpan(at));
                at += block.Length;
            }
        }
        else
        {
            array.Read(block =>
            {
                foreach (double value in block)
                    bytes[at++] = range.ToByte(value);
            });
        }

        return layout.Arrange(bytes);
    }
}
