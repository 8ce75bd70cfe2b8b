using System.Diagnostics;

namespace Digits.Comparison.Running;

/// <summary>Starts programs of this folder as processes of their own.</summary>
internal static class DotnetHost
{
    /// <summary>A process that is about to start, its output redirected.</summary>
    /// <param name="program">The name of the assembly, without its end.</param>
    /// <param name="threads">The workers of libtorch's loops, whatever the user's shell says.</param>
    /// <param name="arguments">What it is given.</param>
    public static ProcessStartInfo Start(string program, int threads, params string[] arguments)
    {
        string host = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        return new ProcessStartInfo(host, ["exec", Path.Combine(AppContext.BaseDirectory, $"{program}.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { ["OMP_NUM_THREADS"] = $"{threads}" },
        };
    }
}
