using Digits.EndToEnd.Tests.Support;

namespace Digits.EndToEnd.Tests.Docs;

/// <summary>Every link of the documentation leads somewhere.</summary>
public class LinkTests
{
    [Fact]
    public void Every_link_to_a_file_a_heading_or_a_picture_leads_there() => Broken(MarkdownPage.All).ShouldBeEmpty();

    [Fact]
    public void Every_link_of_the_reference_leads_to_its_type() => Broken(MarkdownPage.Reference).ShouldBeEmpty();

    [Fact]
    public void Every_picture_and_page_in_docs_is_linked_from_somewhere()
    {
        HashSet<string> linked = [.. MarkdownPage.All.SelectMany(page => page.Links.Select(link => Target(page, link).File))];

        string[] files = [.. Directory.EnumerateFiles(Repository.File("docs")).Select(file => $"docs/{Path.GetFileName(file)}")];
        string text = string.Concat(MarkdownPage.All.Select(page => File.ReadAllText(Repository.File(page.Path))));
        files.Where(file => !linked.Contains(file) && !text.Contains(file, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static string[] Broken(IEnumerable<MarkdownPage> pages) =>
        [.. from page in pages from link in page.Links where !Leads(page, link) select $"{page.Path}: {link}"];

    private static bool Leads(MarkdownPage page, string link)
    {
        if (link.Contains("://", StringComparison.Ordinal))
            return Uri.TryCreate(link, UriKind.Absolute, out Uri? uri) && uri.Scheme == "https";

        (string file, string anchor) = Target(page, link);
        string path = Repository.File(file);
        if (!Path.Exists(path) || Path.GetRelativePath(Repository.File("."), path).StartsWith("..", StringComparison.Ordinal))
            return false;
        return anchor.Length == 0 || (file.EndsWith(".md", StringComparison.Ordinal) && MarkdownPage.Of(file).Anchors.Contains(anchor));
    }

    /// <summary>The file, from the repository's root, and the heading in it.</summary>
    private static (string File, string Anchor) Target(MarkdownPage page, string link)
    {
        string[] parts = link.Split('#', 2);
        string file = parts[0].Length == 0
            ? page.Path
            : Path.GetRelativePath(Repository.File("."), Path.GetFullPath(Path.Combine(Repository.File("."), Path.GetDirectoryName(page.Path)!, parts[0])));
        return (file.Replace('\\', '/'), parts.Length > 1 ? parts[1] : "");
    }
}
