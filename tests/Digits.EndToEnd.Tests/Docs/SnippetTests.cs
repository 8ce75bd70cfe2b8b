using System.Text.Json;
using Digits.Engine;
using Digits.Zoo;

namespace Digits.EndToEnd.Tests.Docs;

/// <summary>The code that the documentation shows is code.</summary>
public class SnippetTests
{
    private static readonly string[] _languages = ["sh", "csharp", "json", "python", "text"];
    private static readonly JsonDocumentOptions _lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static TheoryData<string> PagesWithPrograms { get; } = [.. MarkdownPage.All.Where(page => page.BlocksOf("csharp").Any()).Select(page => page.Path)];

    [Theory]
    [MemberData(nameof(PagesWithPrograms))]
    public void The_C_sharp_of_a_page_is_a_program_that_compiles(string page) => new PageProgram(MarkdownPage.Of(page)).Errors.ShouldBeEmpty();

    [Fact]
    public void Every_block_says_what_language_it_is_in() =>
        MarkdownPage.All.SelectMany(page => page.Blocks).Where(block => !_languages.Contains(block.Language)).ShouldBeEmpty();

    [Fact]
    public void Every_JSON_is_JSON_and_every_network_can_be_built()
    {
        foreach (CodeBlock block in MarkdownPage.All.SelectMany(page => page.BlocksOf("json")))
        {
            using JsonDocument document = JsonDocument.Parse(block.Text, _lenient);
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("layers", out _))
                NetworkDescription.Parse(block.Text).Build(new Shape(1, 28, 28)).ParameterCount.ShouldBePositive($"{block}");
        }
    }
}
