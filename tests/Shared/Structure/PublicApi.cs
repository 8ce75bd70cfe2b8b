using System.Reflection;
using PublicApiGenerator;

namespace Digits.Tests.Shared;

/// <summary>A package's public surface beside the one that was approved.</summary>
internal static class PublicApi
{
    /// <summary>What has changed, and how to accept it; empty if nothing has.</summary>
    /// <param name="assembly">The package.</param>
    /// <param name="approvedFile">The approved surface, from the repository's root.</param>
    internal static string Changes(Assembly assembly, string approvedFile)
    {
        string approved = FolderRules.SourceOf(approvedFile);
        string received = Path.Combine(AppContext.BaseDirectory, Path.GetFileName(approvedFile).Replace(".approved.", ".received.", StringComparison.Ordinal));
        ApiGeneratorOptions options = new() { IncludeAssemblyAttributes = false };
        string now = assembly.GeneratePublicApi(options).ReplaceLineEndings("\n").Trim() + "\n";
        string before = File.Exists(approved) ? File.ReadAllText(approved).ReplaceLineEndings("\n") : "";
        if (now == before)
            return "";

        File.WriteAllText(received, now);
        string[] added = [.. now.Split('\n').Except(before.Split('\n'))];
        string[] removed = [.. before.Split('\n').Except(now.Split('\n'))];
        return $"The public surface has changed.\nAdded:\n{string.Join('\n', added)}\nRemoved:\n{string.Join('\n', removed)}\n"
            + $"If this is intended, accept it: cp {received} {approved}\n";
    }
}
