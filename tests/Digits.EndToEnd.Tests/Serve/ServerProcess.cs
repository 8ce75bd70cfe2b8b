using Digits.EndToEnd.Tests.Support;

namespace Digits.EndToEnd.Tests.Serve;

/// <summary><c>digits serve</c> as a process of its own, at a free port.</summary>
public sealed class ServerProcess : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly CliProcess _process;
    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ServerProcess()
    {
        _process = CliProcess.Start(_folder, "serve", "--port", "0");
        _process.ErrorLine = line =>
        {
            int at = line.IndexOf("http://", StringComparison.Ordinal);
            if (at >= 0)
                _address.TrySetResult(line[at..].Split(' ')[0]);
        };
    }

    /// <summary>Where it listens.</summary>
    public Task<string> Address => _address.Task.WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>Sends a signal and waits for its end.</summary>
    public CliResult End(string signal)
    {
        _process.Signal(signal);
        return _process.WaitForExit();
    }

    public void Dispose()
    {
        _process.Dispose();
        _folder.Dispose();
    }
}
