using System.Diagnostics;
using Digits.Data;

namespace Digits.Cli.Display;

/// <summary>Shows how a download goes: a line that changes on a terminal, else a line a file.</summary>
internal sealed class DownloadDisplay : IProgress<DownloadProgress>, IDisposable
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);
    private readonly Stopwatch _sinceLast = new();
    private string? _file;
    private bool _lineIsOpen;

    /// <inheritdoc />
    public void Report(DownloadProgress value)
    {
        bool isNew = value.FileName != _file;
        bool isWhole = value.Received == value.Total;
        if (Terminal.IsLive)
        {
            if (!isNew && !isWhole && _sinceLast.Elapsed < _pause)
                return;
            if (isNew)
                Dispose();
            string line = $"Downloading {value.FileName} from {value.From}: {Size(value)}";
            Console.Error.Write($"\r{line[..Math.Min(line.Length, Terminal.Width - 1)]}\e[K");
            _lineIsOpen = true;
        }
        else if (isNew)
        {
            Console.Error.WriteLine($"Downloading {value.FileName} from {value.From}");
        }

        _file = value.FileName;
        _sinceLast.Restart();
    }

    /// <summary>Ends the line at work.</summary>
    public void Dispose()
    {
        if (_lineIsOpen)
            Console.Error.WriteLine();
        _lineIsOpen = false;
    }

    private static string Size(DownloadProgress value)
    {
        const double Mega = 1e6;
        return value.Total is { } total ? $"{value.Received / Mega:0.0} of {total / Mega:0.0} MB" : $"{value.Received / Mega:0.0} MB";
    }
}
