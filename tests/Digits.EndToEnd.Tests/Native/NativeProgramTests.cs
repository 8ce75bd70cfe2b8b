using Digits.EndToEnd.Tests.Support;
using Digits.Start;

namespace Digits.EndToEnd.Tests.Native;

/// <summary>The programs of a native release for x64, where DIGITS_PROGRAM names one: one for each level of vectors, and the one that picks.</summary>
[Collection(SmallSetCollection.Name)]
public sealed class NativeProgramTests(SmallSet small) : IDisposable
{
    private readonly TempFolder _folder = new();

    private static string Folder => Path.GetDirectoryName(CliProcess.Program[0])!;

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void Every_level_trains_to_the_same_bytes()
    {
        SkipUnlessLevels();
        string[] levels = [.. Directory.GetFiles(Folder, "digits.x86-64-v*").Order(StringComparer.Ordinal)];
        levels.Length.ShouldBe(2);
        byte[] managed = Train("managed", CliProcess.Managed);

        // A machine without AVX-512 cannot run the program for it: what .NET runs is always there to compare with.
        string widest = Path.Combine(Folder, $"digits.{Level.OfThisProcessor().ShouldNotBeNull()}");
        foreach (string level in levels[..(Array.IndexOf(levels, widest) + 1)])
            Train(Path.GetFileName(level), level).ShouldBe(managed, level);
        Train("picked", CliProcess.Program[0]).ShouldBe(managed);

        byte[] Train(string run, params string[] program)
        {
            using CliProcess process = CliProcess.Start(_folder, program, ["train", "--data", small.Data, "--epochs", "1", "--out", run, "--quiet"]);
            process.WaitForExit().ShouldSucceed();
            return File.ReadAllBytes(_folder[$"{run}/model.onnx"]);
        }
    }

    [SkippableFact]
    public void It_starts_through_a_link()
    {
        SkipUnlessLevels();
        File.CreateSymbolicLink(_folder["linked"], CliProcess.Program[0]);

        Start(_folder["linked"], "--version").ShouldSucceed().Output.ShouldBe(CliProcess.Run(_folder, "--version").Output);
    }

    [SkippableFact]
    public void Alone_it_says_what_is_missing()
    {
        SkipUnlessLevels();
        File.Copy(CliProcess.Program[0], _folder["digits"]);

        Start(_folder["digits"], "--version").ShouldFail().ShouldContain("No such file or directory; unpack the whole archive again");
    }

    private static void SkipUnlessLevels() =>
        Skip.If(CliProcess.Program.Length > 1 || !File.Exists(Path.Combine(Folder, "digits.x86-64-v3")), "DIGITS_PROGRAM names no native program with levels.");

    private CliResult Start(string program, params string[] arguments)
    {
        using CliProcess process = CliProcess.Start(_folder, [program], arguments);
        return process.WaitForExit();
    }
}
