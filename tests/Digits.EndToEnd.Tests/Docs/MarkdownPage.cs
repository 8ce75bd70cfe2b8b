using System.Text.RegularExpressions;
using Digits.EndToEnd.Tests.Support;

namespace Digits.EndToEnd.Tests.Docs;

/// <summary>A page of the documentation: its prose, its code, its links and what can be linked to.</summary>
internal sealed partial class MarkdownPage
{
    private static readonly string[] _guides = ["docs/GUIDE-READING.md", "docs/GUIDE-TRAINING.md", "docs/GUIDE-SERVING.md"];

    private MarkdownPage(string path)
    {
        Path = path;
        string[] lines = File.ReadAllLines(Repository.File(path));
        List<CodeBlock> blocks = [];
        List<string> prose = [];
        for (int i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("```", StringComparison.Ordinal))
            {
                prose.Add(lines[i]);
                continue;
            }

            int end = Array.FindIndex(lines, i + 1, line => line.StartsWith("```", StringComparison.Ordinal));
            end.ShouldBeGreaterThan(i, $"{path}:{i + 1}: a block of code has no end");
            blocks.Add(new CodeBlock(path, i + 2, lines[i][3..].Trim(), string.Join('\n', lines[(i + 1)..end]) + "\n"));
            i = end;
        }

        Blocks = blocks;
        Prose = string.Join('\n', prose);
    }

    /// <summary>From the repository's root.</summary>
    internal string Path { get; }

    internal IReadOnlyList<CodeBlock> Blocks { get; }

    /// <summary>All but the blocks of code.</summary>
    internal string Prose { get; }

    /// <summary>What stands between single backticks.</summary>
    internal IEnumerable<string> InlineCode => InlineCodePattern().Matches(Prose).Select(match => match.Groups["code"].Value);

    /// <summary>Where its links and pictures lead.</summary>
    internal IEnumerable<string> Links => LinkPattern().Matches(InlineCodePattern().Replace(Prose, "code")).Select(match => match.Groups["target"].Value);

    /// <summary>The names that its headings have in a link, as GitHub makes them.</summary>
    internal IReadOnlySet<string> Anchors
    {
        get
        {
            HashSet<string> anchors = [];
            foreach (Match heading in HeadingPattern().Matches(Prose))
            {
                string text = LinkPattern().Replace(heading.Groups["text"].Value, match => match.Groups["text"].Value);
                string anchor = NotInAnchors().Replace(text.Trim().ToLowerInvariant(), "").Replace(' ', '-');
                for (int copy = 0; !anchors.Add(copy == 0 ? anchor : $"{anchor}-{copy}"); copy++)
                {
                    // GitHub counts headings of one text.
                }
            }

            return anchors;
        }
    }

    /// <summary>The pages that people write, the README first, those of the packages last.</summary>
    internal static IReadOnlyList<MarkdownPage> All { get; } =
    [
        .. new[] { "README.md", "CONTRIBUTING.md" }
            .Concat(In("docs"))
            .Concat(Directory.EnumerateDirectories(Repository.File("src")).Select(folder => $"src/{System.IO.Path.GetFileName(folder)}/README.md")
                .Where(path => File.Exists(Repository.File(path))).Order(StringComparer.Ordinal))
            .Select(path => new MarkdownPage(path)),
    ];

    /// <summary>
    /// The pages whose commands and programs are run as they stand. Those of the others are parsed and compiled only: many train for minutes to hours, or want
    /// data, models and databases that a test has not.
    /// </summary>
    internal static IReadOnlyList<MarkdownPage> Walked { get; } = [Of("README.md"), .. _guides.Select(Of)];

    /// <summary>The pages that a program makes of the public types.</summary>
    internal static IReadOnlyList<MarkdownPage> Reference { get; } = [.. In("docs/api").Select(Of)];

    internal static MarkdownPage Of(string path) => All.FirstOrDefault(page => page.Path == path) ?? new MarkdownPage(path);

    internal IEnumerable<CodeBlock> BlocksOf(string language) => Blocks.Where(block => block.Language == language);

    private static IEnumerable<string> In(string folder) =>
        Directory.EnumerateFiles(Repository.File(folder), "*.md").Select(file => $"{folder}/{System.IO.Path.GetFileName(file)}").Order(StringComparer.Ordinal);

    [GeneratedRegex(@"(?<!`)`(?<code>[^`\n]+)`(?!`)", RegexOptions.ExplicitCapture)]
    private static partial Regex InlineCodePattern();

    [GeneratedRegex(@"\[(?<text>(?:[^\[\]\\]|\\.|!\[[^\]]*\]\([^)]*\))*)\]\((?<target>[^()\s]+)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex LinkPattern();

    [GeneratedRegex(@"^#{1,6} (?<text>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex HeadingPattern();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchors();
}
