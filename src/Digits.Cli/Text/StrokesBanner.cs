using System.Text;
using Digits.Cli.Display;

namespace Digits.Cli;

/// <summary>Says that a run trains on drawn digits because MNIST cannot be had.</summary>
internal static class StrokesBanner
{
    internal static string Text(string why)
    {
        int width = Math.Min(78, Terminal.Width);
        string rule = new('-', width);
        StringBuilder text = new();
        text.AppendLine(rule);
        text.AppendLine(Terminal.Wrap("This run trains on \"strokes\", digits drawn by this program, because MNIST cannot be had. "
            + "Everything works, but no figure below is one of MNIST's.", width));
        text.AppendLine();
        text.AppendLine(Terminal.Wrap($"Why: {why}", width));
        text.AppendLine();
        text.AppendLine(Terminal.Wrap("With an internet connection, the next run downloads MNIST by itself.", width));
        text.Append(rule);
        return text.ToString();
    }
}
