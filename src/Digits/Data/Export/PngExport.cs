using System.Globalization;
using Digits.Engine;
using Digits.Imaging;

namespace Digits.Data;

/// <summary>Writes a folder of PNG for each class.</summary>
internal static class PngExport
{
    // What some system does not allow in the name of a file.
    private static readonly char[] _unusable = ['/', '\\', ':', '*', '?', '"', '<', '>', '|'];

    public static IEnumerable<string> Write((string Name, DigitSet Set)[] parts, string folder, CancellationToken cancellation)
    {
        string[] names = [.. parts[0].Set.LabelNames.Select(FolderOf)];
        // EMNIST has A and a.
        StringComparer comparer = OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;
        if (names.Distinct(comparer).Count() < names.Length)
            throw new InvalidInputException($"{parts[0].Set.Name}: two classes would have folders of one name on this system; use another format.");
        foreach ((string name, DigitSet set) in parts)
        {
            if (!set.IsLabeled)
                throw new InvalidInputException($"{set.Name}: has no labels, and pictures are put into a folder for each class; use another format.");
            string part = parts.Length > 1 || name == "test" ? Path.Combine(folder, name) : folder;
            int digits = Math.Max(5, $"{set.Count - 1}".Length);
            for (int i = 0; i < set.Count; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                string file = $"{i.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0')}.png";
                string home = Path.Combine(part, names[set.Labels[i]]);
                Directory.CreateDirectory(home);
                File.WriteAllBytes(Path.Combine(home, file), PngWriter.Gray(new GrayImage(set.Columns, set.Rows, set.Image(i).ToArray())));
            }

            yield return part;
        }
    }

    private static string FolderOf(string name) => string.Concat(name.Select(letter => _unusable.Contains(letter) ? '_' : letter)).TrimEnd('.', ' ');
}
