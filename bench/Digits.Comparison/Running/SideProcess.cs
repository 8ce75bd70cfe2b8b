using System.Diagnostics;
using System.Text.Json;
using Digits.Engine;

namespace Digits.Comparison.Running;

/// <summary>
/// A side in a process of its own: it loads and warms up when it starts, and then sleeps until it is asked for a round. So no library's threads, which spin
/// for a while after their work, and no library's memory stand in the way of another's.
/// </summary>
internal sealed class SideProcess : IDisposable
{
    /// <summary>Only what hangs takes longer.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromHours(1);

    private readonly Process _process;

    /// <summary>Starts a side and waits until it is ready.</summary>
    /// <exception cref="WorkFailedException">It cannot do the job; the message says why.</exception>
    public SideProcess(Job job)
    {
        ProcessStartInfo start = DotnetHost.Start("Digits.Comparison", job.Threads, SideProgram.Verb);
        start.RedirectStandardInput = true;
        _process = Process.Start(start)!;
        Side = job.Side;
        try
        {
            Answer ready = Ask(JsonSerializer.Serialize(job, Wire.Line));
            Library = ready.Library!;
            Layout = ready.Layout;
        }
        catch (WorkFailedException)
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Who it is.</summary>
    public Side Side { get; }

    /// <summary>The library and its version.</summary>
    public string Library { get; }

    /// <summary>How it lays maps out in memory, where it has a choice; else null.</summary>
    public string? Layout { get; }

    /// <summary>Asks for something and waits for the answer.</summary>
    /// <exception cref="WorkFailedException">The side failed.</exception>
    public Answer Ask(string request)
    {
        try
        {
            _process.StandardInput.WriteLine(request);
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It has ended; what it said last is still to be read.
        }

        try
        {
            Answer? answer = ReadAnswer().WaitAsync(_patience).GetAwaiter().GetResult();
            return answer is { Error: null }
                ? answer
                : throw new WorkFailedException(answer?.Error ?? $"The process of {Side} ended without an answer.");
        }
        catch (JsonException e)
        {
            throw new WorkFailedException($"The process of {Side} gave an answer that is none: {e.Message}", e);
        }
        catch (TimeoutException e)
        {
            throw new WorkFailedException($"The process of {Side} gave no answer in {_patience.TotalMinutes} minutes.", e);
        }
    }

    public void Dispose()
    {
        try
        {
            _process.StandardInput.Close();
            if (!_process.WaitForExit(TimeSpan.FromSeconds(10)))
                _process.Kill();
        }
        catch (IOException)
        {
            // It has ended already.
        }

        _process.Dispose();
    }

    /// <summary>The next answer; null where the process ends without one.</summary>
    private async Task<Answer?> ReadAnswer()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(Wire.Mark, StringComparison.Ordinal))
                return JsonSerializer.Deserialize<Answer>(line[Wire.Mark.Length..], Wire.Line);
        }

        return null;
    }
}
