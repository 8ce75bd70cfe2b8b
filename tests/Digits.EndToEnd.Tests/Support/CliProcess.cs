using System.Diagnostics;
using System.Text;

namespace Digits.EndToEnd.Tests.Support;

/// <summary>The built command line as a process of its own.</summary>
public sealed class CliProcess : IDisposable
{
    /// <summary>Only what hangs takes longer: a sample is built first, which takes minutes where other tests keep a small machine busy.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(10);
    private readonly Process _process;
    private readonly string _commandLine;
    private readonly Action<CliProcess, string>? _onErrorLine;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();

    private CliProcess(Process process, Action<CliProcess, string>? onErrorLine)
    {
        _process = process;
        _onErrorLine = onErrorLine;
        _commandLine = string.Join(' ', process.StartInfo.ArgumentList);
        process.OutputDataReceived += (_, e) => Take(_output, e.Data);
        process.ErrorDataReceived += (_, e) => Take(_error, e.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The <c>dotnet</c> that runs the tests.</summary>
    public static string Dotnet { get; } =
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";

    /// <summary>The built command line as .NET runs it.</summary>
    public static string[] Managed { get; } = [Dotnet, "exec", Path.Combine(AppContext.BaseDirectory, "Digits.Cli.dll")];

    /// <summary>The program: what stands before the arguments of <c>digits</c>. DIGITS_PROGRAM names another one to test, such as the native one.</summary>
    public static string[] Program { get; } = Environment.GetEnvironmentVariable("DIGITS_PROGRAM") is { Length: > 0 } given
        ? [Path.GetFullPath(given)]
        : Managed;

    /// <summary>Starts <c>digits</c> in a folder, away from the user's own data and caches.</summary>
    public static CliProcess Start(TempFolder folder, params string[] arguments) => Start(folder, Program, arguments);

    /// <summary>Starts any program in the same way, or, where it needs the user's package cache, with the user's own folders.</summary>
    /// <param name="folder">The folder that it runs in.</param>
    /// <param name="program">The program and the arguments that always come first.</param>
    /// <param name="arguments">The other arguments.</param>
    /// <param name="apart">Whether it is kept away from the user's folders.</param>
    /// <param name="onErrorLine">Called with the process and each line of standard error, from another thread. Given at the start, it misses none.</param>
    public static CliProcess Start(TempFolder folder, string[] program, string[] arguments, bool apart = true, Action<CliProcess, string>? onErrorLine = null)
    {
        ProcessStartInfo start = new(program[0], [.. program[1..], .. arguments])
        {
            WorkingDirectory = folder.Path,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_CLI_HOME"] = null;
        start.Environment["DIGITS_DATA"] = "";
        if (!apart)
            return new CliProcess(new Process { StartInfo = start }, onErrorLine);

        start.Environment["HOME"] = folder.Path;
        start.Environment["XDG_CACHE_HOME"] = folder["no-cache"];
        // Nothing listens there: every download fails at once.
        start.Environment["https_proxy"] = "http://127.0.0.1:9";
        return new CliProcess(new Process { StartInfo = start }, onErrorLine);
    }

    /// <summary>Runs <c>digits</c> to its end.</summary>
    public static CliResult Run(TempFolder folder, params string[] arguments)
    {
        using CliProcess process = Start(folder, arguments);
        return process.WaitForExit();
    }

    public CliResult WaitForExit()
    {
        if (!_process.WaitForExit(_patience))
        {
            _process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{_commandLine} did not end.");
        }

        _process.WaitForExit(); // The rest of both streams.
        return Result();
    }

    /// <summary>Waits for as long as it takes, without a thread.</summary>
    public async Task<CliResult> WaitForExitAsync()
    {
        await _process.WaitForExitAsync(); // For the rest of both streams, too.
        return Result();
    }

    /// <summary>Ends the process as <c>kill -9</c> does, unless it ends by itself before.</summary>
    /// <returns>Whether it was killed.</returns>
    public bool KillAfter(TimeSpan time)
    {
        if (_process.WaitForExit(time))
            return false;
        _process.Kill();
        _process.WaitForExit();
        return true;
    }

    /// <summary>Sends a signal, such as <c>INT</c>.</summary>
    public void Signal(string name)
    {
        using Process kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private CliResult Result() => new(_commandLine, _process.ExitCode, Text(_output), Text(_error));

    private static string Text(StringBuilder text)
    {
        lock (text)
            return text.ToString();
    }

    private void Take(StringBuilder text, string? line)
    {
        if (line is null)
            return;
        lock (text)
            text.Append(line).Append('\n');
        if (text == _error)
            _onErrorLine?.Invoke(this, line);
    }
}
