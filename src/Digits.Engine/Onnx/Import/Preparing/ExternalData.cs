using System.Globalization;
using Google.Protobuf;

namespace Digits.Engine.Onnx;

/// <summary>
/// Weights in other files, which may lie in the model's own folder only: a model from elsewhere must not make anyone read what else is on the disk.
/// </summary>
internal static class ExternalData
{
    private const long MaximumBytes = 1L << 30;

    /// <summary>Reads what the tensors of a graph keep elsewhere.</summary>
    /// <exception cref="DigitsException">A file is not there, lies elsewhere or is too short.</exception>
    internal static void Load(GraphProto graph, string folder)
    {
        long total = 0;
        foreach (TensorProto tensor in Tensors(graph).Where(tensor => tensor.IsExternal))
        {
            try
            {
                total += Load(tensor, folder);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new InvalidInputException($"{TensorDecoder.Title(tensor)} keeps its values in a file that cannot be read: {AtomicFile.OneLine(e)}", e);
            }

            if (total > MaximumBytes)
                throw new InvalidInputException($"The model's weights in other files are more than {MaximumBytes >> 20} MiB, which is more than is supported.");
        }
    }

    private static IEnumerable<TensorProto> Tensors(GraphProto graph) => graph.Initializers.Concat(
        from node in graph.Nodes
        from attribute in node.Attributes
        from tensor in (attribute.Tensor is null ? [] : new[] { attribute.Tensor }).Concat(attribute.Graph is null ? [] : Tensors(attribute.Graph))
        select tensor);

    private static long Load(TensorProto tensor, string folder)
    {
        string title = TensorDecoder.Title(tensor);
        string location = Entry(tensor, "location") ?? "";
        bool isBeside = location is not ("" or "." or "..") && !location.AsSpan().ContainsAny('/', '\\', ':') && !location.Any(char.IsControl);
        if (!isBeside)
        {
            throw new InvalidInputException(
                $"{title} keeps its values in {OnnxError.Quote(location)}; only a file beside the model is read. "
                + "Save the model with both files in one folder.");
        }

        long size = Strides.Count(TensorDecoder.Dimensions(tensor)) * TensorDecoder.SizeOf(tensor.Type);
        long offset = Number(tensor, "offset") ?? 0;
        FileInfo file = Beside(folder, location, title);
        long length = Number(tensor, "length") ?? (file.Length - offset);
        if (offset < 0 || length != size || offset > file.Length - length || size > MaximumBytes)
        {
            throw new InvalidInputException(
                $"{title} needs {size} bytes of {OnnxError.Quote(location)} from {offset} on, which holds {file.Length}; it is cut short or of another model.");
        }

        byte[] bytes = new byte[size];
        if (size > 0)
        {
            using FileStream stream = file.OpenRead();
            stream.Position = offset;
            stream.ReadExactly(bytes);
        }

        tensor.RawData = UnsafeByteOperations.UnsafeWrap(bytes);
        tensor.External.Clear();
        tensor.IsExternal = false;
        return size;
    }

    private static FileInfo Beside(string folder, string location, string title)
    {
        FileInfo file = new(Path.Combine(folder, location));
        if (!file.Exists)
            throw new InvalidInputException($"{title} keeps its values in {OnnxError.Quote(location)}, which is not beside the model; put that file there.");

        FileSystemInfo target = file.ResolveLinkTarget(returnFinalTarget: true) ?? file;
        string home = Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar);
        if (Path.GetDirectoryName(target.FullName) != home && file.LinkTarget is not null)
            throw new InvalidInputException($"{title} keeps its values in {OnnxError.Quote(location)}, a link out of the model's folder; copy the file there.");

        return new FileInfo(target.FullName);
    }

    private static string? Entry(TensorProto tensor, string key) => tensor.External.Find(entry => entry.Key == key)?.Value;

    private static long? Number(TensorProto tensor, string key) => Entry(tensor, key) switch
    {
        null or "" => null,
        { } text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : -1,
    };
}
