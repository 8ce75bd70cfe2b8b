using Digits.Data;

namespace Digits.Cli;

/// <summary>What a data set holds and where it lies, as text.</summary>
internal static class DataDescription
{
    /// <summary>What a source holds, such as "60,000 training images, 10,000 test images".</summary>
    internal static string Parts(DigitData data)
    {
        string[] parts = [.. new[] { Part(data.Train, "training "), Part(data.Validation, "validation "), Part(data.Test, "test ") }.OfType<string>()];
        return string.Join(", ", parts);
    }

    /// <summary>Where a source lies: its folder or, where one was named, its file; null for what is drawn.</summary>
    internal static string? Location(DigitSet set)
    {
        string? path = set.Source is null ? null : Path.GetFullPath(set.Source);
        return File.Exists(path) && set.Name != Path.GetFileName(path) ? Path.GetDirectoryName(path) : path;
    }

    private static string? Part(DigitSet? set, string kind) => set is null ? null : $"{set.Count:N0} {kind}images{(set.IsLabeled ? "" : " without labels")}";
}
