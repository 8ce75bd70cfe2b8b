using System.Diagnostics;

namespace Digits.Cli.Display;

/// <summary>Shows how many of many things are done: a bar that grows on a terminal, else a line every ten seconds.</summary>
internal sealed class CountDisplay(string what, int total) : IProgress<int>, IDisposable
{
    private const int BarWidth = 30;
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _pauseOfLines = TimeSpan.FromSeconds(10);
    private readonly Stopwatch _time = Stopwatch.StartNew();
    private readonly Lock _lock = new();
    private TimeSpan _last;
    private int _done;
    private bool _lineIsOpen;

    /// <summary>A display, or null where the user wants none.</summary>
    internal static CountDisplay? For(Output output, string what, int total) => output.Quiet || total < 2 ? null : new CountDisplay(what, total);

    /// <inheritdoc />
    public void Report(int value)
    {
        lock (_lock)
        {
            // Threads may report out of order.
            _done = Math.Max(_done, value);
            if (_time.Elapsed - _last < (Terminal.IsLive ? _pause : _pauseOfLines))
                return;
            _last = _time.Elapsed;
            string figures = $"{_done:N0} of {total:N0} {what}, {_done / _last.TotalSeconds:N0}/s, {Figures.Clock(_last / _done * (total - _done))} left";
            if (!Terminal.IsLive)
            {
                Console.Error.WriteLine(figures);
                return;
            }

            int full = (int)((long)BarWidth * _done / total);
            string line = $"{new string('━', full)}{new string('─', BarWidth - full)} {figures}";
            Console.Error.Write($"\r{line[..Math.Min(line.Length, Terminal.Width - 1)]}\e[K");
            _lineIsOpen = true;
        }
    }

    /// <summary>Takes the bar away.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_lineIsOpen)
                Console.Error.Write("\r\e[K");
            _lineIsOpen = false;
        }
    }
}
