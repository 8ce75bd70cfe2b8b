using Digits.Engine;

namespace Digits.Data;

/// <summary>Reads one IDX file, gzip or plain, straight into the array that stays.</summary>
internal static class IdxReader
{
    // A stream of deflate's shortest codes unpacks to 1,032 times its size and no further.
    private const long MaxDeflateRatio = 1032;

    /// <summary>Reads images: <c>[N, H, W]</c>, <c>[N, 1, H, W]</c>, <c>[N, H, W, 1]</c> or <c>[N, pixels]</c>, of any type.</summary>
    /// <param name="file">A seekable stream at its start, gzip or plain.</param>
    /// <param name="source">What messages call the file.</param>
    public static IdxArray ReadImages(Stream file, string source) => Open(file, source, (stream, most) =>
    {
        IdxHeader header = IdxHeader.Read(stream, source, wantsImages: true);
        (int rows, int columns) = SizeOf(header, source);
        header.CheckLength(source, most);
        IdxValues values = new(stream, header, source);
        (byte[] bytes, string? note) = header.Type == IdxHeader.UnsignedByte ? (ReadBytes(values, header), null) : ReadNumbers(values, header, source);
        values.End();
        return new IdxArray(header.Count, rows, columns, bytes, note);
    });

    /// <summary>Opens a file that may be packed; the second argument of <paramref name="read"/> is for <see cref="IdxHeader.CheckLength"/>.</summary>
    public static T Open<T>(Stream file, string source, Func<Stream, long, T> read)
    {
        Span<byte> start = stackalloc byte[2];
        int got = file.ReadAtLeast(start, 2, throwOnEndOfStream: false);
        file.Position = 0;
        if (!GzipFile.Is(start[..got]))
            return read(file, ~file.Length);
        using GzipContent unpacked = new(file, source);
        return read(unpacked, file.Length * MaxDeflateRatio);
    }

    private static (int Rows, int Columns) SizeOf(IdxHeader header, string source)
    {
        switch (header.Shape)
        {
            case [_, var rows, var columns]:
                return (rows, columns);
            case [_, 1, var rows, var columns]:
                return (rows, columns);
            case [_, var rows, var columns, 1]:
                return (rows, columns);
            case [_, var area] when (int)Math.Sqrt(area) is var side && side * side == area:
                return (side, side);
            default:
                throw new InvalidInputException(
                    $"{source}: holds {string.Join('x', header.Shape)} numbers; gray images are Nx28x28, Nx1x28x28 or Nx784, of this or another size.");
        }
    }

    private static byte[] ReadBytes(IdxValues values, IdxHeader header)
    {
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)header.Values);
        values.Read(bytes);
        return bytes;
    }

    private static (byte[] Bytes, string? Note) ReadNumbers(IdxValues values, IdxHeader header, string source)
    {
        PixelSink sink = new((int)header.Values);
        double[] some = new double[Math.Min(1 << 14, header.Values)];
        for (long at = 0; at < header.Values; at += some.Length)
        {
            Span<double> now = some.AsSpan(0, (int)Math.Min(some.Length, header.Values - at));
            values.Read(now);
            if (sink.Add(now) is >= 0 and var wrong)
                throw NoPixel(at + wrong, (float)now[wrong]);
        }

        return sink.TryFinish(out byte[] bytes, out string? note) ? (bytes, note) : throw NoPixel(sink.Odd, sink.At(sink.Odd));

        InvalidInputException NoPixel(long place, float value) =>
            new($"{source}: value {place + 1} is {value:R}; pixels are {PixelRange.Usual} throughout.");
    }
}
