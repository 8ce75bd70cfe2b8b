using System.Diagnostics;
using System.Text.Json;
using Digits.Comparison.Running;
using Digits.Engine;

namespace Digits.Comparison.Recipes;

/// <summary>Whole processes from their start to a tested model; the figure is seconds.</summary>
internal static class RecipeRun
{
    /// <summary>Ours: <c>digits train --recipe fast</c>, which also writes its report.</summary>
    public static Answer Digits(Job job, int seed)
    {
        string folder = Directory.CreateTempSubdirectory("digits-comparison").FullName;
        try
        {
            return Timed(DotnetHost.Start(
                "Digits.Cli",
                job.Threads,
                ["train", "--recipe", "fast", "--seed", $"{seed}", "--data", job.Data, "--threads", $"{job.Threads}", "--out", Path.Combine(folder, "run"),
                    "--json", "--quiet"]));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The quick recipe in libtorch.</summary>
    public static Answer LibTorch(Job job, int seed) =>
        Timed(DotnetHost.Start("Digits.Comparison", job.Threads, QuickRecipe.Verb, job.Data, $"{job.Threads}", $"{seed}"));

    private static Answer Timed(ProcessStartInfo start)
    {
        long begin = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        if (process.ExitCode != 0)
            throw new WorkFailedException($"the recipe ended with exit code {process.ExitCode}");

        using JsonDocument document = Parse(output);
        JsonElement root = document.RootElement;
        JsonElement metrics = root.TryGetProperty("metrics", out JsonElement inside) ? inside : root;
        return new Answer
        {
            Figure = seconds,
            Library = root.TryGetProperty("library", out JsonElement library) ? library.GetString() : Versions.Digits,
            Accuracy = metrics.GetProperty("accuracy").GetDouble(),
        };
    }

    private static JsonDocument Parse(string output)
    {
        try
        {
            return JsonDocument.Parse(output);
        }
        catch (JsonException e)
        {
            throw new WorkFailedException($"the recipe gave an answer that is none: {e.Message}", e);
        }
    }
}
