using System.Runtime.InteropServices;

namespace Digits.Start;

/// <summary>Becoming another program: the same process, the same terminal, signals and exit code.</summary>
internal static partial class Execution
{
    /// <summary>Replaces this process by that program. Returns only if that failed, with the system's reason.</summary>
    /// <param name="program">A path.</param>
    /// <param name="arguments">The first is the name that the program sees itself under.</param>
    internal static unsafe string Become(string program, string[] arguments)
    {
        // Never freed: either the process is replaced, or it ends.
        nint* pointers = (nint*)NativeMemory.AllocZeroed((nuint)arguments.Length + 1, (nuint)sizeof(nint));
        for (int i = 0; i < arguments.Length; i++)
            pointers[i] = Marshal.StringToCoTaskMemUTF8(arguments[i]);
        _ = Execv(program, pointers);
        return Marshal.GetLastPInvokeErrorMessage();
    }

    [LibraryImport("libc", EntryPoint = "execv", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Execv(string path, nint* arguments);
}
