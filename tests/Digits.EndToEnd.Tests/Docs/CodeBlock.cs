namespace Digits.EndToEnd.Tests.Docs;

/// <summary>A block of code on a page.</summary>
/// <param name="Page">The page, from the repository's root.</param>
/// <param name="Line">The line of its first line of code, from 1.</param>
/// <param name="Language">What stands behind the fence; empty where nothing does.</param>
/// <param name="Text">The code.</param>
internal sealed record CodeBlock(string Page, int Line, string Language, string Text)
{
    public override string ToString() => $"{Page}:{Line}";
}
