using Digits.EndToEnd.Tests.Support;

namespace Digits.EndToEnd.Tests.Packages;

/// <summary>A program that serves, as a process of its own, and says on standard error where.</summary>
internal sealed class ListeningProgram : IDisposable
{
    private readonly CliProcess _process;
    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ListeningProgram(TempFolder folder, string[] program, params string[] arguments)
    {
        _process = CliProcess.Start(folder, program, arguments);
        _process.ErrorLine = line =>
        {
            int at = line.IndexOf("http://", StringComparison.Ordinal);
            if (at >= 0)
                _address.TrySetResult(line[at..].Split(' ')[0]);
        };
    }

    /// <summary>Where it listens.</summary>
    public Task<string> Address => _address.Task.WaitAsync(TimeSpan.FromMinutes(1));

    /// <summary>Asks it to end, and waits.</summary>
    public CliResult End()
    {
        _process.Signal("TERM");
        return _process.WaitForExit();
    }

    public void Dispose() => _process.Dispose();
}
