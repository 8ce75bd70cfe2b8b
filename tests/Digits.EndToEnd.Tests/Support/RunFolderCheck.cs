using System.Text.Json;
using Digits.Engine;

namespace Digits.EndToEnd.Tests.Support;

/// <summary>Looks through a run folder for files that are not whole.</summary>
internal static class RunFolderCheck
{
    /// <summary>Parses every model and every JSON document.</summary>
    /// <returns>The names of the files, temporary ones left out.</returns>
    public static string[] EveryFileIsWhole(string folder)
    {
        string[] paths = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith(".tmp", StringComparison.Ordinal))];
        foreach (string path in paths)
        {
            if (path.EndsWith(".onnx", StringComparison.Ordinal))
                OnnxModel.Load(path).Network.ParameterCount.ShouldBePositive(path);
            else if (path.EndsWith(".json", StringComparison.Ordinal))
                JsonDocument.Parse(File.ReadAllText(path)).Dispose();
            else
                new FileInfo(path).Length.ShouldBePositive(path);
        }

        return [.. paths.Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))];
    }
}
