using System.Text;
using System.Text.RegularExpressions;

namespace Digits.EndToEnd.Tests.Docs;

/// <summary>One command of a shell block, as words.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Words">The program and its arguments; what a variable holds is 1.</param>
internal sealed partial record ShellCommand(string Place, IReadOnlyList<string> Words)
{
    private const string OfTheRepository = "dotnet run -c Release --project src/Digits.Cli --";
    private static readonly string[] _separators = ["&&", "||", ";", "|", "&", "\n"];
    private static readonly string[] _redirections = ["2>>", "2>", ">>", ">", "<"];
    private static readonly string[] _operators = [.. _separators, .. _redirections];

    public override string ToString() => $"{Place}: {string.Join(' ', Words)}";

    /// <summary>The arguments, where the program is <c>digits</c>: by its name, from the sources, or in its container.</summary>
    internal string[]? DigitsArguments
    {
        get
        {
            string line = string.Join(' ', Words);
            if (line.StartsWith(OfTheRepository, StringComparison.Ordinal))
                return [.. Words.Skip(OfTheRepository.Split(' ').Length)];
            if (Words is ["docker", "run", ..] && Words.ToList().IndexOf("digits") is var image and > 0)
                return image + 1 < Words.Count ? [.. Words.Skip(image + 1)] : null;
            return Words[0] == "digits" ? [.. Words.Skip(1)] : null;
        }
    }

    /// <summary>The commands of a page's shell blocks, in order.</summary>
    internal static IEnumerable<ShellCommand> Of(MarkdownPage page) => page.BlocksOf("sh").SelectMany(block => Split($"{block}", block.Text));

    /// <summary>The logical lines of a block: a backslash at the end goes on with the next.</summary>
    internal static string[] Lines(CodeBlock block) =>
        block.Text.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Takes a text apart into commands, without comments, redirections, variables that are set before a command, and the words of a loop.</summary>
    internal static IEnumerable<ShellCommand> Split(string place, string text)
    {
        List<string> words = [];
        foreach (string token in Tokens(text.Replace("\\\n", " ", StringComparison.Ordinal)).Append("\n"))
        {
            if (!_separators.Contains(token))
            {
                words.Add(token);
                continue;
            }

            if (Plain(words) is { Count: > 0 } command)
                yield return new ShellCommand(place, command);
            words = [];
        }
    }

    private static List<string> Plain(List<string> words)
    {
        for (int i = words.Count - 2; i >= 0; i--)
        {
            if (_redirections.Contains(words[i]))
                words.RemoveRange(i, 2);
        }

        if (words is ["for", ..] or ["done"] or ["export", ..])
            return [];
        return [.. words.SkipWhile(word => word == "do" || Assignment().IsMatch(word)).Select(word => Variable().Replace(word, "1"))];
    }

    private static IEnumerable<string> Tokens(string text)
    {
        StringBuilder word = new();
        bool isWord = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '#' && !isWord)
            {
                while (i + 1 < text.Length && text[i + 1] != '\n')
                    i++;
                continue;
            }

            // A number is part of a redirection where no word ends in it.
            string? found = Array.Find(_operators, one => string.CompareOrdinal(text, i, one, 0, one.Length) == 0 && !(isWord && one[0] == '2'));
            if (found is not null || c == ' ')
            {
                if (isWord)
                    yield return word.ToString();
                (isWord, _) = (false, word.Clear());
                if (found is not null)
                    yield return found;
                i += (found?.Length ?? 1) - 1;
                continue;
            }

            isWord = true;
            int end = c switch
            {
                '\'' or '"' => text.IndexOf(c, i + 1),
                '$' when i + 1 < text.Length && text[i + 1] == '(' => Closing(text, i + 1),
                _ => i,
            };
            word.Append(c is '\'' or '"' ? text[(i + 1)..end] : text[i..(end + 1)]);
            i = end;
        }

        if (isWord)
            yield return word.ToString();
    }

    private static int Closing(string text, int open)
    {
        int depth = 0;
        for (int i = open; i < text.Length; i++)
        {
            depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            if (depth == 0)
                return i;
        }

        throw new FormatException($"no closing bracket in: {text}");
    }

    [GeneratedRegex("^[A-Za-z_]+=")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"^\$\w+$")]
    private static partial Regex Variable();
}
