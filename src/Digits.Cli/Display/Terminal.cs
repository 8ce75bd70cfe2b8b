using System.Text;

namespace Digits.Cli.Display;

/// <summary>What is known of the terminal, if there is one.</summary>
internal static class Terminal
{
    private const int WidthOfFiles = 80;

    /// <summary>Whether progress can be drawn in place.</summary>
    internal static bool IsLive => !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>Characters that fit a line of standard error.</summary>
    internal static int Width => Console.IsErrorRedirected || Console.WindowWidth <= 0 ? WidthOfFiles : Console.WindowWidth;

    /// <summary>Breaks a text between words.</summary>
    internal static string Wrap(string text, int width)
    {
        StringBuilder wrapped = new();
        int column = 0;
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (column + word.Length > width && column > 0)
            {
                wrapped.AppendLine();
                column = 0;
            }

            if (column > 0)
                wrapped.Append(' ');
            wrapped.Append(word);
            column += word.Length + 1;
        }

        return wrapped.ToString();
    }
}
