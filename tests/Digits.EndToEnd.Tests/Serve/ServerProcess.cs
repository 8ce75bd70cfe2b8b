using Digits.EndToEnd.Tests.Support;

namespace Digits.EndToEnd.Tests.Serve;

/// <summary><c>digits serve</c> as a process of its own, at a free port.</summary>
public sealed class ServerProcess : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly CliProcess _process;
    private readonly List<string> _log = [];
    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ServerProcess()
        : this([], [])
    {
    }

    private ServerProcess(string[] environment, string[] options)
    {
        _process = CliProcess.Start(_folder, ["env", .. environment, .. CliProcess.Program], ["serve", "--port", "0", .. options]);
        _process.ErrorLine = line =>
        {
            lock (_log)
                _log.Add(line);
            int at = line.IndexOf("http://", StringComparison.Ordinal);
            if (at >= 0)
                _address.TrySetResult(line[at..].Split(' ')[0]);
        };
    }

    /// <summary>Starts one with more options.</summary>
    public static ServerProcess With(params string[] options) => new([], options);

    /// <summary>Starts one with variables of the environment, <c>NAME=VALUE</c>, and more options.</summary>
    public static ServerProcess In(string[] environment, params string[] options) => new(environment, options);

    /// <summary>Where it listens.</summary>
    public Task<string> Address => _address.Task.WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>What it has written to standard error so far.</summary>
    public string[] Log
    {
        get
        {
            lock (_log)
                return [.. _log];
        }
    }

    public void Signal(string name) => _process.Signal(name);

    public CliResult WaitForExit() => _process.WaitForExit();

    /// <summary>Sends a signal and waits for its end.</summary>
    public CliResult End(string signal)
    {
        Signal(signal);
        return WaitForExit();
    }

    public void Dispose()
    {
        _process.Dispose();
        _folder.Dispose();
    }
}
