using System.Runtime.InteropServices;

namespace Digits.Start;

/// <summary>Becoming another program: the same process, the same terminal, signals and exit code.</summary>
internal static partial class Execution
{
    /// <summary>Replaces this process by that program. Returns only if that failed, with the system's reason.</summary>
    /// <param name="program">A path.</param>
    /// <param name="arguments">The first is the name that the program sees itself under.</param>
    internal static string Become(string program, string[] arguments)
    {
        // The system knows by the null where the arguments end.
        _ = Execv(program, [.. arguments, null]);
        return Marshal.GetLastPInvokeErrorMessage();
    }

    [LibraryImport("libc", EntryPoint = "execv", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Execv(string path, string?[] arguments);
}
