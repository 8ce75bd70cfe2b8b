using System.Diagnostics;

namespace Digits.EndToEnd.Tests.Support;

/// <summary>A file system of its own in memory, without much room. Where none can be mounted, tests that ask for it are skipped by name.</summary>
internal static class SmallDisk
{
    /// <summary>Runs <c>digits</c> with the file system at <c>disk</c>, and copies what is left there into <c>copy</c>.</summary>
    /// <param name="folder">The working directory.</param>
    /// <param name="size">How much goes on it, such as <c>2m</c>.</param>
    /// <param name="before">A command to run first.</param>
    /// <param name="arguments">The arguments of <c>digits</c>.</param>
    internal static CliResult Run(TempFolder folder, string size, string before, params string[] arguments)
    {
        Directory.CreateDirectory(folder["disk"]);
        string mount = $"mount -t tmpfs -o size={size} tmpfs disk";
        Skip.IfNot(OperatingSystem.IsLinux() && Try(folder, "unshare", "-rm", "sh", "-c", mount), "A file system in memory cannot be mounted here.");
        string script = $"{mount} && {before} && mkdir copy && \"$@\"; code=$?; cp -r disk/. copy; exit $code";
        using CliProcess process = CliProcess.Start(folder, ["unshare", "-rm", "sh", "-c", script, "sh", .. CliProcess.Program], arguments);
        return process.WaitForExit();
    }

    private static bool Try(TempFolder folder, string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(
                new ProcessStartInfo(program, arguments) { WorkingDirectory = folder.Path, UseShellExecute = false, RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
