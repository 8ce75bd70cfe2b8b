using System.Runtime.InteropServices;

namespace Digits.Cli;

/// <summary>
/// Turns the first Ctrl-C, or request to end, into a cancellation, so that what was done can be saved. The second ends the process at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;

    internal Interruption()
    {
        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle)];
    }

    internal CancellationToken Token => _source.Token;

    /// <summary>What the process ends with once it was interrupted.</summary>
    internal int ExitCode { get; private set; }

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();
        _source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        if (_source.IsCancellationRequested)
        {
            if (!Console.IsErrorRedirected)
                Console.Error.Write("\e[?25h"); // A live display hides the cursor.
            return;
        }

        context.Cancel = true;
        ExitCode = context.Signal == PosixSignal.SIGINT ? Cli.ExitCode.Interrupted : Cli.ExitCode.Terminated;
        _source.Cancel();
    }
}
