using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Digits.Engine;
using PureHDF;
using PureHDF.Selections;
using PureHDF.VOL.Native;

namespace Digits.Data;

/// <summary>A dataset of an HDF5 file as a named array.</summary>
internal static class Hdf5Dataset
{
    private const long BlockBytes = 64 << 20;
    private const long LeastCache = 1 << 20;
    private const long MostCache = 512 << 20;
    private const int CacheSlots = 1 << 16;
    private const int MostTexts = 1_000_000;

    /// <summary>The array, or null where its elements are neither numbers nor texts.</summary>
    /// <exception cref="InvalidInputException">It has more elements than the file can hold.</exception>
    public static NamedArray? ArrayOf(IH5Dataset dataset, string name, Stream stream, string path)
    {
        ulong[] dimensions = dataset.Space.Dimensions;
        if (dataset.Space.Type != H5DataspaceType.Simple || dimensions.Length is 0 or > 8)
            return null;
        ElementType? type = TypeOf(dataset.Type);
        int size = Math.Max(1, dataset.Type.Size);
        long bytes = NamedArray.BytesOf(dimensions.Select(one => (long)Math.Min(one, long.MaxValue)), size);
        if (bytes < 0 || !NamedArray.CanUnpackTo(stream.Length, bytes))
        {
            throw new InvalidInputException(
                $"{path}: {NamedArray.Shown(name)} promises [{string.Join(", ", dimensions)}] elements, more than the file can hold; save or fetch it again.");
        }

        int[] shape = [.. dimensions.Select(one => (int)one)];
        if (type is null)
            return IsText(dataset.Type) && shape is [<= MostTexts] ? Texts(dataset, name, stream) : null;
        return new NamedArray(name, shape, type.Value, IsColumnMajor: false, () => Blocks(dataset, shape, type.Value));
    }

    private static ElementType? TypeOf(IH5DataType type) => (type.Class, type.Size) switch
    {
        (H5DataTypeClass.FixedPoint, 1 or 2 or 4 or 8) => new ElementType(type.FixedPoint.IsSigned ? ElementKind.Signed : ElementKind.Unsigned, type.Size),
        (H5DataTypeClass.FloatingPoint, 2 or 4 or 8) => new ElementType(ElementKind.Float, type.Size),
        (H5DataTypeClass.Enumerated, 1) => new ElementType(ElementKind.Boolean, 1),
        _ => null,
    };

    private static bool IsText(IH5DataType type) =>
        type.Class == H5DataTypeClass.String || (type.Class == H5DataTypeClass.VariableLength);

    private static NamedArray Texts(IH5Dataset dataset, string name, Stream stream)
    {
        Hdf5Heaps.Check(stream);
        string?[] texts = new string?[dataset.Space.Dimensions[0]];
        ((NativeDataset)dataset).Read(texts.AsSpan());
        return NamedArray.OfTexts(name, [.. texts.Select(text => text ?? "")]);
    }

    /// <summary>Reads whole chunks at a time, some 64 MB.</summary>
    private static IEnumerable<ReadOnlyMemory<byte>> Blocks(IH5Dataset dataset, int[] shape, ElementType type)
    {
        long rowBytes = NamedArray.BytesOf(shape.Skip(1).Select(size => (long)size), type.Size);
        bool isChunked = dataset.Layout is { Class: H5DataLayoutClass.Chunked, Chunks.Length: > 0 };
        long chunk = isChunked ? (long)Math.Clamp(dataset.Layout.Chunks![0], 1, int.MaxValue) : 1;
        long rows = Math.Max(1, BlockBytes / Math.Max(1, rowBytes) / chunk) * chunk;
        // Chunks divide pictures, too: all that a picture lies in must stay at hand, or each is unpacked again for every few pixels.
        ulong cached = (ulong)Math.Clamp(2 * chunk * rowBytes, LeastCache, MostCache);
        H5DatasetAccess access = new(ChunkCache: new SimpleReadingChunkCache(CacheSlots, cached));
        NativeDataset native = (NativeDataset)dataset;
        for (long first = 0; first < shape[0]; first += rows)
        {
            ulong[] starts = new ulong[shape.Length];
            ulong[] blocks = [.. shape.Select(size => (ulong)size)];
            starts[0] = (ulong)first;
            blocks[0] = (ulong)Math.Min(rows, shape[0] - first);
            yield return Read(native, access, new HyperslabSelection(shape.Length, starts, blocks), type);
        }
    }

    // Hdf5Decoders names the same types.
    private static byte[] Read(NativeDataset dataset, H5DatasetAccess access, HyperslabSelection rows, ElementType type) => (type.Kind, type.Size) switch
    {
        (ElementKind.Float, 2) => Read<Half>(dataset, access, rows),
        (ElementKind.Float, 4) => Read<float>(dataset, access, rows),
        (ElementKind.Float, _) => Read<double>(dataset, access, rows),
        (_, 1) => Read<byte>(dataset, access, rows),
        (_, 2) => Read<ushort>(dataset, access, rows),
        (_, 4) => Read<uint>(dataset, access, rows),
        _ => Read<ulong>(dataset, access, rows),
    };

    // Into a span, which needs the fewest generic types made at run time.
    private static byte[] Read<T>(NativeDataset dataset, H5DatasetAccess access, HyperslabSelection rows)
        where T : unmanaged
    {
        Hdf5Decoders.Keep();
        byte[] bytes = new byte[checked((long)rows.TotalElementCount * Unsafe.SizeOf<T>())];
        dataset.Read(access, MemoryMarshal.Cast<byte, T>(bytes.AsSpan()), rows);
        return bytes;
    }
}
