using Digits.EndToEnd.Tests.Support;

namespace Digits.EndToEnd.Tests.CommandLine;

[Collection(SmallSetCollection.Name)]
public sealed class BadPlaceTests(SmallSet small) : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_under_a_file()
    {
        _folder.Write("file", [1]);
        CliProcess.Run(_folder, "train", "--data", small.Data, "--out", "file/run").ShouldBeRefused().ShouldContain("file/run");
        CliProcess.Run(_folder, "evaluate", small.Model, "--data", small.Data, "--out", "file/results").ShouldBeRefused().ShouldContain("file/results");
        CliResult audit = CliProcess.Run(_folder, "data", "audit", "--data", small.Data, "--out", "file/audit");
        audit.ShouldBeRefused().ShouldContain("file/audit"); // One line on standard error: no fold was begun.
        CliProcess.Run(_folder, "data", "info", small.Data, "--out", "file/sheet.png").ShouldBeRefused().ShouldContain("file/sheet.png");
        _folder.Entries().ShouldBe(["file"]);
    }

    [Fact]
    public void A_folder_that_holds_something()
    {
        _folder.Write("full/notes.txt", [1]);
        CliProcess.Run(_folder, "train", "--data", small.Data, "--out", "full").ShouldBeRefused().ShouldContain("give another folder");
        _folder.Entries().ShouldBe(["full", "full/notes.txt"]);
        _folder.Write("full/config.json", [1]);
        CliProcess.Run(_folder, "train", "--data", small.Data, "--out", "full").ShouldBeRefused().ShouldContain("--resume full");
    }

    [SkippableFact]
    public void A_folder_where_nobody_may_write()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "There is no /proc.");
        CliProcess.Run(_folder, "train", "--data", small.Data, "--out", "/proc/digits/run").ShouldBeRefused().ShouldContain("/proc/digits/run");
        _folder.Entries().ShouldBeEmpty();
    }

    [SkippableFact]
    public void A_disk_that_fills_up_leaves_whole_files_only()
    {
        TrainOnSmallDisk("2m").ShouldFail().ShouldContain("cannot be written");
        RunFolderCheck.EveryFileIsWhole(_folder["copy/run"]).ShouldContain("config.json");
    }

    [SkippableFact]
    public void A_disk_without_any_room_is_left_as_it_was()
    {
        TrainOnSmallDisk("4k", "head -c 4096 /dev/zero > disk/all").ShouldFail().ShouldContain("config.json");
        _folder.Entries().ShouldBe(["copy", "copy/all", "disk"]);
    }

    private CliResult TrainOnSmallDisk(string size, string before = "true") =>
        SmallDisk.Run(_folder, size, before, "train", "--data", small.Data, "--out", "disk/run", "--quiet");
}
