using Digits.EndToEnd.Tests.Support;

namespace Digits.EndToEnd.Tests.Docs;

/// <summary>No merge was committed with its conflicts in it: documentation shows them to every reader, and nothing else finds them there.</summary>
public class ConflictMarkerTests
{
    private static readonly string[] _folders = [".ci", "bench", "deploy", "docs", "samples", "src", "tests", "tools"];
    private static readonly string[] _made = ["artifacts", "bin", "node_modules", "obj", "__pycache__"];

    /// <summary>Endings of text; a file without one, such as the Dockerfile, is text too.</summary>
    private static readonly string[] _text =
    [
        "", ".cs", ".csproj", ".css", ".dockerignore", ".editorconfig", ".gitignore", ".html", ".js", ".json", ".md", ".props", ".py", ".sh", ".slnx", ".svg",
        ".targets", ".txt", ".yaml",
    ];

    [Fact]
    public void No_text_file_has_a_line_that_a_merge_left()
    {
        string root = Repository.File(".");
        string[] files = [.. Directory.EnumerateFiles(root).Concat(_folders.SelectMany(folder => In(Path.Combine(root, folder)))).Where(IsText)];

        files.Length.ShouldBeGreaterThan(1000);
        files.SelectMany(file => File.ReadLines(file).Select((line, i) => (Place: $"{Path.GetRelativePath(root, file)}:{i + 1}", Line: line)))
            .Where(one => IsMarker(one.Line))
            .Select(one => one.Place)
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData('<', 7, " HEAD", true)]
    [InlineData('>', 7, " main", true)]
    [InlineData('<', 6, " HEAD", false)]
    [InlineData('>', 8, " main", false)]
    [InlineData('=', 7, "", false)]
    public void A_marker_is_seven_signs_and_a_space(char sign, int count, string behind, bool expected) =>
        IsMarker(new string(sign, count) + behind).ShouldBe(expected);

    /// <summary>The line between the two sides is none: headings may be underlined so.</summary>
    private static bool IsMarker(string line) =>
        line.StartsWith("<<<<<<< ", StringComparison.Ordinal) || line.StartsWith(">>>>>>> ", StringComparison.Ordinal);

    private static bool IsText(string file) => _text.Contains(Path.GetExtension(file));

    private static IEnumerable<string> In(string folder) =>
        Directory.EnumerateFiles(folder)
            .Concat(Directory.EnumerateDirectories(folder).Where(inner => !_made.Contains(Path.GetFileName(inner))).SelectMany(In));
}
