namespace Digits.EndToEnd.Tests.Support;

/// <summary>A program that serves, as a process of its own, and says on standard error where: <c>digits serve</c> at a free port, or another.</summary>
public sealed class ServerProcess : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly CliProcess _process;
    private readonly List<string> _log = [];
    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ServerProcess()
        : this(CliProcess.Program, ["serve", "--port", "0"])
    {
    }

    private ServerProcess(string[] program, string[] arguments) => _process = CliProcess.Start(_folder, program, arguments, onErrorLine: (_, line) =>
    {
        lock (_log)
            _log.Add(line);
        int at = line.IndexOf("http://", StringComparison.Ordinal);
        if (at >= 0)
            _address.TrySetResult(line[at..].Split(' ')[0]);
    });

    /// <summary>Starts <c>digits serve</c> with more options.</summary>
    public static ServerProcess With(params string[] options) => In([], options);

    /// <summary>Starts <c>digits serve</c> with variables of the environment, <c>NAME=VALUE</c>, and more options.</summary>
    public static ServerProcess In(string[] environment, params string[] options) =>
        Of(["env", .. environment, .. CliProcess.Program], ["serve", "--port", "0", .. options]);

    /// <summary>Starts another program that serves.</summary>
    public static ServerProcess Of(string[] program, params string[] arguments) => new(program, arguments);

    /// <summary>Where it listens. Fails with what the program said, at once where it ends before it listens.</summary>
    public Task<string> Address => FindAddress();

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

    private async Task<string> FindAddress()
    {
        Task<CliResult> end = _process.WaitForExitAsync();
        try
        {
            await Task.WhenAny(_address.Task, end).WaitAsync(TimeSpan.FromMinutes(1));
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"The server does not listen after a minute. It said:\n{string.Join('\n', Log)}", e);
        }

        if (_address.Task.IsCompleted)
            return await _address.Task;
        CliResult result = await end;
        throw new InvalidOperationException(
            $"{result.CommandLine} ended with exit code {result.ExitCode} before it listened:\n{result.Output}{result.Error}");
    }
}
