using System.Globalization;
using System.Text;
using Digits.Engine;

namespace Digits.Data;

/// <summary>
/// What is particular to EMNIST: its files hold the pictures column by column, and a mapping file beside them says which letter a label stands for.
/// </summary>
/// <remarks>G. Cohen, S. Afshar, J. Tapson, A. van Schaik, "EMNIST: an extension of MNIST to handwritten letters", 2017.</remarks>
internal static class Emnist
{
    private const int MostMappingBytes = 1 << 16;
    private const string Digits = "0123456789";
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>The splits, with what the labels of each stand for where no mapping file says so; those of <c>letters</c> begin at 1.</summary>
    private static readonly Dictionary<string, string> _splits = new(StringComparer.OrdinalIgnoreCase)
    {
        ["balanced"] = Digits + Letters + "abdefghnqrt",
        ["bymerge"] = Digits + Letters + "abdefghnqrt",
        ["byclass"] = Digits + Letters + "abcdefghijklmnopqrstuvwxyz",
        ["letters"] = "\0" + Letters,
        ["digits"] = Digits,
        ["mnist"] = Digits,
    };

    /// <summary>The split that a set's name is of, such as <c>letters</c> of <c>emnist-letters</c>; null for another set.</summary>
    public static string? SplitOf(string set) =>
        set.StartsWith("emnist-", StringComparison.OrdinalIgnoreCase) && _splits.ContainsKey(set[7..]) ? set[7..].ToLowerInvariant() : null;

    /// <summary>Turns the pictures upright and names the classes.</summary>
    /// <param name="data">The set as its files have it.</param>
    /// <param name="split">The split.</param>
    /// <param name="tree">Where the mapping file may lie.</param>
    /// <exception cref="InvalidInputException">The mapping cannot be used.</exception>
    public static DigitData Mend(DigitData data, string split, FileTree tree)
    {
        DataFile? file = tree.Files.FirstOrDefault(one => one.FileName.Equals($"emnist-{split}-mapping.txt", StringComparison.OrdinalIgnoreCase));
        SortedDictionary<byte, string> mapping = file is null ? Known(split) : Read(file);
        string[] names = [.. mapping.Values];
        string by = file is null ? "as EMNIST has them" : $"by {file.FileName}";
        string classes = ClassNames.AreNumbers(names) ? "" : $" Its classes are {ClassNames.Show(names)}, {by}.";
        string from = mapping.Keys.First() == 0 ? "" : $" The labels count from {mapping.Keys.First()}; here they count from 0.";
        return data with
        {
            Train = Mend(data.Train, mapping, names),
            Test = Mend(data.Test, mapping, names),
            Notes = [.. data.Notes, $"This is EMNIST ({split}), whose files hold the pictures column by column: they were turned upright.{classes}{from}"],
        };
    }

    private static DigitSet? Mend(DigitSet? set, SortedDictionary<byte, string> mapping, string[] names)
    {
        if (set is null)
            return null;
        DigitSet upright = set.Transpose();
        byte[] keys = [.. mapping.Keys];
        byte[]? labels = set.IsLabeled ? new byte[set.Count] : null;
        for (int i = 0; i < labels?.Length; i++)
        {
            int place = Array.IndexOf(keys, set.Labels[i]);
            if (place < 0)
                throw new InvalidInputException($"{set.Source}: image {i + 1} has the label {set.Labels[i]}, which stands for no class of this split.");
            labels[i] = (byte)place;
        }

        return upright.With(labels).Named(names);
    }

    private static SortedDictionary<byte, string> Known(string split)
    {
        SortedDictionary<byte, string> mapping = [];
        foreach ((int label, char letter) in _splits[split].Index().Where(pair => pair.Item != '\0'))
            mapping.Add((byte)label, letter.ToString());
        return mapping;
    }

    // Each line: a label, the code of its letter, and in one split that of the small letter, which shares the class.
    private static SortedDictionary<byte, string> Read(DataFile file)
    {
        SortedDictionary<byte, string> mapping = [];
        string[] lines = Encoding.ASCII.GetString(file.ReadBytes(MostMappingBytes)).Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string[] words = lines[i].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0)
                continue;
            (byte label, int code) = (0, 0);
            bool fits = words.Length > 1 && byte.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out label)
                && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out code) && code is > 32 and < 127 and not ('"' or ',');
            if (!fits || !mapping.TryAdd(label, ((char)code).ToString()))
                throw new InvalidInputException($"{file.Source}: line {i + 1} is not a label and the code of its letter, such as '10 65'.");
        }

        return mapping.Count > 0 ? mapping : throw new InvalidInputException($"{file.Source}: names no classes; leave the file out.");
    }
}
