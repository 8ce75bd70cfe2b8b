namespace Digits.Data;

/// <summary>Writes MNIST's files.</summary>
internal static class IdxExport
{
    public static IEnumerable<string> Write((string Name, DigitSet Set)[] parts, string folder)
    {
        foreach ((string name, DigitSet set) in parts)
        {
            string prefix = name == "test" ? "t10k" : name;
            string images = Path.Combine(folder, $"{prefix}-images-idx3-ubyte");
            string? labels = set.IsLabeled ? Path.Combine(folder, $"{prefix}-labels-idx1-ubyte") : null;
            Idx.Write(set, images, labels);
            yield return images;
            if (labels is not null)
                yield return labels;
        }

        if (ClassNamesFile.Write(folder, parts[0].Set.LabelNames) is { } names)
            yield return names;
    }
}
