namespace Digits.Tests.Structure;

/// <summary>What every source file keeps to.</summary>
public sealed class SourceTests
{
    [Fact]
    public void No_line_is_longer_than_160_characters()
    {
        string source = FolderRules.SourceOf("src");
        string[] files = [.. Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)];

        files.Length.ShouldBeGreaterThan(300);
        files.SelectMany(file => File.ReadLines(file).Select((line, i) => (Place: $"{Path.GetRelativePath(source, file)}:{i + 1}", line.Length)))
            .Where(line => line.Length > 160)
            .Select(line => line.Place)
            .ShouldBeEmpty();
    }
}
