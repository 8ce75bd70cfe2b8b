using System.Text;
using Digits.Engine;

namespace Digits.Data;

/// <summary>A table with a line for each picture: its file and its label, and perhaps other columns.</summary>
internal sealed class PictureTable
{
    private const int MostBytes = 1 << 28;
    private const int HeadBytes = 1 << 12;

    private readonly DataFile _file;
    private readonly Dictionary<string, DataFile?> _pictures;

    private PictureTable(DataFile file, Dictionary<string, DataFile?> pictures) => (_file, _pictures) = (file, pictures);

    /// <summary>Its name without folders.</summary>
    public string FileName => _file.FileName;

    /// <summary>The tables of a folder or archive whose first lines name a picture in it, or that are called as such tables are.</summary>
    /// <param name="tree">Where they lie.</param>
    public static PictureTable[] In(FileTree tree)
    {
        DataFile[] texts = [.. tree.Direct.Where(file => IsUsual(file.FileName) || Path.GetExtension(file.FileName).ToUpperInvariant() is ".CSV" or ".TSV")];
        if (texts.Length == 0 || !tree.Files.Any(PictureFiles.Is))
            return [];
        Dictionary<string, DataFile?> all = Names(tree, [.. tree.Files.Where(PictureFiles.Is)]);
        PictureTable[] tables = [.. texts.Select(text => new PictureTable(text, Nearest(tree, text, all)))
            .Where(table => IsUsual(table.FileName) || table.Lists()),];
        return tables.Where(table => IsUsual(table.FileName)).Take(1).ToArray() is { Length: 1 } usual ? usual : tables;
    }

    /// <summary>Reads the pictures that it names.</summary>
    /// <returns>The set; null where it is a table of numbers of several digits.</returns>
    /// <exception cref="InvalidInputException">The table or a picture is not as it should be.</exception>
    public DigitSet? Read(string name, string source)
    {
        using MemoryStream text = new(_file.ReadBytes(MostBytes));
        using TextLines lines = new(text, _file.Source);
        List<DataFile> files = [];
        List<string> words = [];
        string[] header = [];
        int fileColumn = -1;
        int labelColumn = -1;
        while (lines.Read() is { } line)
        {
            string[] fields = Fields(line);
            if (fields is [""])
                continue;
            if (fileColumn < 0)
            {
                // A label may be the number of a picture.
                fileColumn = Array.FindIndex(fields, field => field.Contains('.', StringComparison.Ordinal) && Find(field) is not null);
                if (fileColumn < 0)
                    fileColumn = Array.FindIndex(fields, field => Find(field) is not null);
                if (fileColumn < 0)
                {
                    // A folder of numbers of several digits has the columns file and text.
                    if (header.Length == 0 && fields is [_, var second] && second.Equals("text", StringComparison.OrdinalIgnoreCase))
                        return null;
                    header = header.Length == 0 ? fields : header;
                    continue;
                }

                labelColumn = LabelColumn(header, fields, fileColumn, lines.Number);
            }

            if (fields.Length <= Math.Max(fileColumn, labelColumn))
                throw new InvalidInputException($"{_file.Source}: line {lines.Number} has {fields.Length} columns, fewer than the lines above.");
            files.Add(Find(fields[fileColumn])
                ?? throw new InvalidInputException($"{_file.Source}: line {lines.Number}: there is no picture '{Shown(fields[fileColumn])}', or several."));
            words.Add(fields[labelColumn]);
        }

        if (files.Count == 0)
        {
            throw new InvalidInputException(
                $"{_file.Source}: names none of the pictures beside it; two columns are wanted, the picture's file and its label.");
        }

        TableLabels labels = new(areWords: !words.TrueForAll(word => TableNumber.TryParseLabel(Encoding.UTF8.GetBytes(word), out _)));
        foreach (string word in words)
        {
            if (!labels.TryAdd(Encoding.UTF8.GetBytes(word)))
                throw new InvalidInputException($"{_file.Source}: '{Shown(word)}' is not a label.");
        }

        DigitSet set = PictureFiles.Read(files, null, name, source);
        return labels.Label(name, set.Rows, set.Columns, set.Pixels.ToArray(), source);
    }

    private int LabelColumn(string[] header, string[] fields, int fileColumn, int line)
    {
        if (header.Length == fields.Length && ColumnNames.Labels(header).FirstOrDefault(column => column != fileColumn, -1) is >= 0 and var named)
            return named;
        return fields.Length == 2
            ? 1 - fileColumn
            : throw new InvalidInputException(
                $"{_file.Source}: line {line} has {fields.Length} columns; two are wanted, the picture's file and its label, "
                + "or a first line that calls the label's column 'label'.");
    }

    private bool Lists()
    {
        string head = Encoding.UTF8.GetString(_file.Head(HeadBytes)).TrimStart('\uFEFF');
        return head.Split('\n').Take(2).Any(line => Fields(line) is { Length: > 1 } fields && Array.Exists(fields, field => Find(field) is not null));
    }

    private DataFile? Find(string field)
    {
        string path = field.Replace('\\', '/');
        return _pictures.GetValueOrDefault(path) ?? _pictures.GetValueOrDefault(path[(path.LastIndexOf('/') + 1)..]);
    }

    private static bool IsUsual(string name) =>
        Path.GetFileNameWithoutExtension(name).Equals("labels", StringComparison.OrdinalIgnoreCase)
        && Path.GetExtension(name).ToUpperInvariant() is ".CSV" or ".TSV" or ".TXT";

    // train.csv means the pictures in train, where those in test have the same names.
    private static Dictionary<string, DataFile?> Nearest(FileTree tree, DataFile text, Dictionary<string, DataFile?> all)
    {
        ArrayPart part = ArrayName.Of(Path.GetFileNameWithoutExtension(text.FileName)).Part;
        FileTree[] own = part == ArrayPart.Whole ? [] : [.. tree.Folders.Where(folder => ArrayName.Of(folder.Name).Part == part)];
        return own is [var only] && only.Files.Any(PictureFiles.Is) ? Names(tree, [.. only.Files.Where(PictureFiles.Is)]) : all;
    }

    // By path, by name and by name without extension; null where several pictures have the name.
    private static Dictionary<string, DataFile?> Names(FileTree tree, DataFile[] pictures)
    {
        Dictionary<string, DataFile?> names = new(StringComparer.Ordinal);
        foreach (DataFile file in pictures)
        {
            foreach (string name in new[] { tree.Below(file), file.FileName, Path.GetFileNameWithoutExtension(file.FileName) }.Distinct())
                names[name] = names.ContainsKey(name) ? null : file;
        }

        return names;
    }

    private static string[] Fields(string line)
    {
        char[] separators = line.Contains('\t', StringComparison.Ordinal) ? ['\t'] : [',', ';'];
        return [.. line.TrimEnd('\r').Split(separators).Select(field => field.Trim().Trim('"'))];
    }

    private static string Shown(string text) => text.Length > 60 ? $"{text[..60]}…" : text;
}
