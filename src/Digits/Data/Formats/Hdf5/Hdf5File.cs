using Digits.Engine;
using PureHDF;

namespace Digits.Data;

/// <summary>
/// HDF5 files: USPS as it is passed around (groups <c>train</c> and <c>test</c> with <c>data</c> and <c>target</c>), datasets <c>x_train</c>…, or
/// <c>images</c> and <c>labels</c>; and MATLAB's version 7.3.
/// </summary>
internal static class Hdf5File
{
    private const int MaxDepth = 4;
    private const int MostObjects = 1000;
    private const int UserBlock = 512;

    private static readonly byte[] _signature = [0x89, .. "HDF\r\n\u001a\n"u8];

    /// <summary>Whether a file is HDF5, by its first bytes; a block of the user's own may stand before the signature, as MATLAB has it.</summary>
    public static bool IsAt(ReadOnlySpan<byte> head) => head.StartsWith(_signature) || (head.Length > UserBlock && head[UserBlock..].StartsWith(_signature));

    /// <summary>Reads the datasets that make a set of digits.</summary>
    /// <param name="stream">A seekable stream.</param>
    /// <param name="path">What messages call the file.</param>
    /// <param name="name">The set's name.</param>
    /// <exception cref="InvalidInputException">The file is damaged or holds no pictures.</exception>
    public static DigitData Read(Stream stream, string path, string name)
    {
        stream.Position = 0;
        byte[] start = new byte[19];
        bool isMatlab = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && MatFile.IsAt(start);
        bool isUserBlock = !start.AsSpan().StartsWith(_signature);
        stream.Position = 0;
        try
        {
            Hdf5Walk.Check(stream, isUserBlock ? UserBlock : 0);
            stream.Position = 0;
            using PureHDF.VOL.Native.NativeFile file = H5File.Open(stream, leaveOpen: true);
            List<NamedArray> arrays = [];
            Collect(file, "", stream, path, arrays);
            return ArraySets.Read(
                path,
                name,
                isMatlab ? "a MATLAB file of version 7.3" : "an HDF5 file",
                arrays,
                isMatlab ? ArrayConventions.Matlab : ArrayConventions.Rows);
        }
        // The library says what is wrong with a file by exceptions of many kinds.
#pragma warning disable CA1031
        catch (Exception e) when (e is not DigitsException)
#pragma warning restore CA1031
        {
            throw new InvalidInputException($"{path}: the HDF5 file is damaged, or of a kind that is not read ({AtomicFile.OneLine(e).TrimEnd('.')}).", e);
        }
    }

    private static void Collect(IH5Group group, string prefix, Stream stream, string path, List<NamedArray> arrays)
    {
        if (prefix.Count(letter => letter == '/') >= MaxDepth)
            return;
        foreach (IH5Object child in group.Children())
        {
            if (arrays.Count >= MostObjects)
                return;
            // What MATLAB keeps for itself.
            if (child.Name.StartsWith('#'))
                continue;
            if (child is IH5Dataset dataset && Hdf5Dataset.ArrayOf(dataset, prefix + child.Name, stream, path) is { } array)
                arrays.Add(array);
            else if (child is IH5Group inner)
                Collect(inner, $"{prefix}{child.Name}/", stream, path, arrays);
        }
    }
}
