using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Digits.Tuning.Tests.Optuna;

/// <summary>The real Optuna, from the system's package. Where there is none, tests that ask for it are skipped by name.</summary>
internal static class OptunaProgram
{
    private const string Python = "/usr/bin/python3";
    private static readonly Lazy<bool> _isThere = new(() => Can("import optuna, psycopg2"));
    private static readonly Lazy<bool> _draws = new(() => Can("import matplotlib"));
    private static readonly Lazy<bool> _learns = new(() => Can("import sklearn"));

    /// <summary>Optuna's relative importance of each parameter needs another package.</summary>
    internal static void NeedImportances() => Skip.IfNot(_learns.Value, "scikit-learn for Python is not installed (Debian: apt-get install python3-sklearn).");

    internal static void NeedPlots() => Skip.IfNot(_draws.Value, "Matplotlib for Python is not installed (Debian: apt-get install python3-matplotlib).");

    /// <summary>Runs one of the scripts beside these tests; its last line is JSON.</summary>
    internal static JsonNode? Run(string script, params string[] arguments)
    {
        Skip.IfNot(_isThere.Value, "Optuna is not installed (Debian: apt-get install python3-optuna python3-psycopg2).");
        (int exitCode, string output, string error) = Start([Path.Combine(AppContext.BaseDirectory, "Optuna", script), .. arguments]);
        exitCode.ShouldBe(0, error);
        return output.Length == 0 ? null : JsonNode.Parse(output);
    }

    private static bool Can(string import) => File.Exists(Python) && Start(["-c", import]).ExitCode == 0;

    private static (int ExitCode, string Output, string Error) Start(string[] arguments)
    {
        using Process process = Process.Start(
            new ProcessStartInfo(Python, ["-B", .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
