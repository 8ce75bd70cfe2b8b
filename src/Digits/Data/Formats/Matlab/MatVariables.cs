using System.Text;

namespace Digits.Data;

/// <summary>Reads the headers of a variable of a MATLAB file, and of those in its fields; the numbers are read when they are asked for.</summary>
/// <param name="elements">Stands at the variable.</param>
/// <param name="limit">The most bytes that can come from it.</param>
/// <param name="open">Opens the variable again, so many bytes on.</param>
/// <param name="path">What messages call the file.</param>
/// <param name="arrays">Receives the arrays.</param>
internal sealed class MatVariables(MatElements elements, long limit, Func<long, Stream> open, string path, List<NamedArray> arrays)
{
    private const int MatrixTag = 14;
    private const int Utf8Tag = 16;
    private const int MaxDepth = 8;
    private const int MostElements = 10_000;
    private const int StructClass = 2;
    private const int CharClass = 4;
    private const int ComplexFlag = 0x0800;
    private int _read;

    /// <summary>Reads one.</summary>
    /// <param name="prefix">The names of the structs around it.</param>
    /// <param name="depth">How many there are.</param>
    public void Read(string prefix, int depth = 0)
    {
        if (depth > MaxDepth || ++_read > MostElements)
            throw new InvalidDataException("structs within structs without an end");
        (int type, long size) = elements.Tag();
        if (type != MatrixTag)
        {
            elements.Skip(Math.Min(size, limit));
            return;
        }

        long end = elements.Position + size;
        if (size == 0)
            return;
        if (end > limit)
            throw new InvalidDataException("a variable is longer than the data");
        int[] flags = elements.Numbers();
        int[] shape = elements.Numbers();
        string own = Encoding.UTF8.GetString(elements.Small().Content);
        string name = own.Length == 0 ? prefix : prefix.Length == 0 ? own : $"{prefix}.{own}";
        int kind = flags.Length > 0 ? flags[0] & 0xFF : 0;
        if (kind == StructClass)
            Fields(name, shape, depth);
        else if (kind is > CharClass and <= 15 && kind != 5 && (flags[0] & ComplexFlag) == 0)
            Numbers(name, shape, (flags[0] & 0x0200) != 0, end);
        else if (kind == CharClass)
            Characters(name, shape, end);
        // Cells, sparse matrices, objects and functions hold no pictures.
        if (elements.Position > end)
            throw new InvalidDataException("a variable is longer than it says");
        elements.Skip(end - elements.Position);
    }

    private void Fields(string name, int[] shape, int depth)
    {
        int[] length = elements.Numbers();
        byte[] names = elements.Small().Content;
        if (length is not [> 0 and <= 1024 and var each] || shape.Any(size => size != 1))
            return;
        for (int at = 0; at + each <= names.Length; at += each)
        {
            string field = Encoding.UTF8.GetString(names, at, each).Split('\0')[0];
            Read(name.Length == 0 ? field : $"{name}.{field}", depth + 1);
        }
    }

    private void Numbers(string name, int[] shape, bool isLogical, long end)
    {
        long start = elements.Position;
        (int tag, long size, _, byte[]? content) = elements.AnyTag();
        if (TypeOf(tag) is not { } type)
            throw new InvalidDataException($"numbers of an unknown type {tag}");
        type = isLogical && type.Size == 1 ? new ElementType(ElementKind.Boolean, 1) : type;
        Add(name, shape, type, start, size, content, end);
    }

    private void Characters(string name, int[] shape, long end)
    {
        long start = elements.Position;
        (int tag, long size, _, byte[]? content) = elements.AnyTag();
        // Only rows of single bytes make texts here, as SciPy and MATLAB write plain letters.
        if (tag is Utf8Tag or 1 or 2 && shape is [> 0, 1])
            Add(name, shape, new ElementType(ElementKind.Bytes, 1), start, size, content, end);
    }

    private void Add(string name, int[] shape, ElementType type, long start, long size, byte[]? content, long end)
    {
        if (shape.Length is < 2 or > 8 || NamedArray.BytesOf(shape.Select(one => (long)one), type.Size) is var bytes && bytes != size)
            throw new InvalidDataException($"{NamedArray.Shown(name)} has other sizes than its data");
        long at = start + (content is null ? 8 : 4);
        if (at + bytes > end)
            throw new InvalidDataException($"{NamedArray.Shown(name)} is longer than its variable");
        arrays.Add(new NamedArray(
            name, shape, type, IsColumnMajor: true, () => NamedArray.BlocksOf(() => open(at), bytes, type.Size, $"{path}: {NamedArray.Shown(name)}")));
    }

    private ElementType? TypeOf(int tag) => tag switch
    {
        1 => new ElementType(ElementKind.Signed, 1),
        2 => ElementType.Byte,
        3 => new ElementType(ElementKind.Signed, 2, elements.IsBigEndian),
        4 => new ElementType(ElementKind.Unsigned, 2, elements.IsBigEndian),
        5 => new ElementType(ElementKind.Signed, 4, elements.IsBigEndian),
        6 => new ElementType(ElementKind.Unsigned, 4, elements.IsBigEndian),
        7 => new ElementType(ElementKind.Float, 4, elements.IsBigEndian),
        9 => new ElementType(ElementKind.Float, 8, elements.IsBigEndian),
        12 => new ElementType(ElementKind.Signed, 8, elements.IsBigEndian),
        13 => new ElementType(ElementKind.Unsigned, 8, elements.IsBigEndian),
        _ => null,
    };
}
