using System.IO.Compression;
using System.Text;
using Digits.Engine;

namespace Digits.Data;

/// <summary>
/// MATLAB's files of level 5: EMNIST's struct <c>dataset</c>, or variables such as <c>X</c> and <c>y</c>. Files of version 7.3 are HDF5, and read as such.
/// </summary>
/// <remarks>Format: "MAT-File Format", The MathWorks.</remarks>
internal static class MatFile
{
    private const int HeaderLength = 128;
    private const int MostVariables = 1000;
    private const int CompressedTag = 15;

    /// <summary>Whether a file begins as MATLAB's files of level 5 or 7.3 do.</summary>
    public static bool IsAt(ReadOnlySpan<byte> start) => start.StartsWith("MATLAB 5.0 MAT-file"u8) || start.StartsWith("MATLAB 7.3 MAT-file"u8);

    /// <summary>Reads the variables that make a data set.</summary>
    /// <param name="stream">A seekable stream.</param>
    /// <param name="path">What messages call the file.</param>
    /// <param name="name">The set's name.</param>
    /// <exception cref="InvalidInputException">The file is damaged or holds no pictures.</exception>
    public static DigitData Read(Stream stream, string path, string name)
    {
        stream.Position = 0;
        byte[] header = new byte[HeaderLength];
        if (stream.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength)
            throw new InvalidInputException($"{path}: is cut short, inside its header; save or fetch the file again.");
        if (header.AsSpan().StartsWith("MATLAB 7.3"u8))
            return Hdf5File.Read(stream, path, name);
        bool isBigEndian = header[126] == (byte)'M';
        if (!header.AsSpan(126).SequenceEqual("IM"u8) && !header.AsSpan(126).SequenceEqual("MI"u8))
            throw new InvalidInputException($"{path}: its MATLAB header is damaged; save or fetch the file again.");

        // SciPy writes the arrays of NumPy, in which a picture goes row by row; its header lacks a comma that MATLAB's and Octave's have.
        bool isScipy = Encoding.ASCII.GetString(header, 0, 116).StartsWith("MATLAB 5.0 MAT-file Platform", StringComparison.Ordinal);
        try
        {
            List<NamedArray> arrays = [];
            for (long at = HeaderLength; at + 8 <= stream.Length && arrays.Count < MostVariables;)
                at = Variable(stream, at, isBigEndian, path, arrays);
            string format = isScipy ? "a MATLAB file that SciPy wrote" : "a MATLAB file";
            return ArraySets.Read(path, name, format, arrays, isScipy ? ArrayConventions.Rows : ArrayConventions.Matlab);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw new InvalidInputException(
                $"{path}: the MATLAB file is damaged or cut short ({AtomicFile.OneLine(e).TrimEnd('.')}); save or fetch it again.", e);
        }
    }

    /// <summary>Reads the headers of one variable.</summary>
    /// <returns>Where the next one begins.</returns>
    private static long Variable(Stream stream, long at, bool isBigEndian, string path, List<NamedArray> arrays)
    {
        stream.Position = at;
        MatElements file = new(stream, isBigEndian);
        (int type, long size) = file.Tag();
        long next = at + 8 + size;
        if (size < 0 || next > stream.Length)
            throw new InvalidDataException($"the variable at byte {at} is longer than the file");
        bool isPacked = type == CompressedTag;
        long limit = isPacked ? (size + 64) * 1032 : size + 8;
        using (Stream content = Open(0))
            new MatVariables(new MatElements(content, isBigEndian), limit, Open, path, arrays).Read("");
        return next;

        Stream Open(long skip)
        {
            stream.Position = isPacked ? at + 8 : at;
            Stream content = isPacked ? new ZLibStream(new BoundedStream(stream, size), CompressionMode.Decompress) : new BoundedStream(stream, size + 8);
            MatElements.Skip(content, skip);
            return content;
        }
    }
}
