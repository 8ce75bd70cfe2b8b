using System.Security.Cryptography;
using System.Text.Json;
using System.Xml.Linq;
using Digits.EndToEnd.Tests.Support;

namespace Digits.EndToEnd.Tests.Packages;

/// <summary>What <c>tools/release.cs</c> makes, without the parts that take many minutes.</summary>
[Trait("Category", "Slow")]
public sealed class ReleaseTests : IDisposable
{
    private readonly TempFolder _folder = new();

    /// <summary>The temporary folder of the script, which works in one place there for each version: two runs of these tests must not meet.</summary>
    private readonly TempFolder _temporary = new();

    public void Dispose()
    {
        _folder.Dispose();
        _temporary.Dispose();
    }

    [SkippableFact]
    public void The_bill_of_materials_has_what_the_lock_file_has_and_the_sums_are_right()
    {
        string version = XDocument.Load(Repository.File("Directory.Build.props")).Descendants("Version").Single().Value;
        CliResult result = Release("--only", "packages,sbom,notes", "--allow-dirty", "--out", _folder["release/"]);
        Skip.If(result.Error.Contains("NU1301", StringComparison.Ordinal), "The sources of packages cannot be reached.");
        result.ShouldSucceed();

        using JsonDocument bill = JsonDocument.Parse(File.ReadAllBytes(_folder[$"release/digits-{version}.cdx.json"]));
        bill.RootElement.GetProperty("specVersion").GetString().ShouldBe("1.6");
        JsonElement[] components = [.. bill.RootElement.GetProperty("components").EnumerateArray()];
        JsonElement[] packages = [.. components.Where(component => component.TryGetProperty("hashes", out _))];
        packages.Select(Name).ShouldBe(Locked(), ignoreOrder: true);
        components.ShouldAllBe(component => component.GetProperty("licenses").GetArrayLength() > 0);
        components.ShouldAllBe(component => component.GetProperty("purl").GetString()!.StartsWith("pkg:nuget/"));

        string notices = File.ReadAllText(_folder["release/THIRD-PARTY-NOTICES.txt"]);
        foreach (JsonElement component in packages.Where(component => component.GetProperty("scope").GetString() == "required"))
            notices.ShouldContain($"\n{component.GetProperty("name")} {component.GetProperty("version")}\n");

        File.ReadAllText(_folder["release/RELEASE-NOTES.md"]).ShouldStartWith($"# Digits {version}\n\n#");
        string[] sums = File.ReadAllLines(_folder["release/SHA256SUMS"]);
        IEnumerable<string?> files = Directory.GetFiles(_folder["release"]).Select(Path.GetFileName);
        sums.Select(line => line.Split("  ")[1]).Append("SHA256SUMS").ShouldBe(files, ignoreOrder: true);
        sums.ShouldAllBe(line => line.StartsWith(Sum(_folder[$"release/{line.Split("  ", StringSplitOptions.None)[1]}"])));
        sums.ShouldContain(line => line.EndsWith($"  Digits.Cli.{version}.nupkg"));
        Directory.GetFileSystemEntries(_folder.Path).ShouldBe([_folder["release"]], "what was made on the way is gone");
    }

    [Theory]
    [InlineData("CHANGELOG.md has no section '## [987.6.5]'", "--version", "987.6.5")]
    [InlineData("'one' is no version", "--version", "one")]
    [InlineData("there is no part 'cake' of a release", "--only", "cake")]
    [InlineData("'--now' is not understood", "--now")]
    public void What_cannot_be_released_is_refused_in_one_line(string complaint, params string[] arguments)
    {
        CliResult result = Release([.. arguments, "--out", _folder["release"]]).ShouldExitWith(2);

        result.ErrorLines.Length.ShouldBe(1, result.Error);
        result.Error.ShouldStartWith("release: ");
        result.Error.ShouldContain(complaint);
    }

    private static string Name(JsonElement component) => $"{component.GetProperty("name")} {component.GetProperty("version")}".ToUpperInvariant();

    private static string Sum(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));

    private static IEnumerable<string> Locked()
    {
        using JsonDocument file = JsonDocument.Parse(File.ReadAllBytes(Repository.File("src/Digits.Cli/packages.lock.json")));
        return
        [
            .. file.RootElement.GetProperty("dependencies").GetProperty("net10.0").EnumerateObject()
                .Where(package => package.Value.GetProperty("type").GetString() != "Project")
                .Select(package => $"{package.Name} {package.Value.GetProperty("resolved")}".ToUpperInvariant()),
        ];
    }

    private CliResult Release(params string[] arguments)
    {
        string[] program = ["env", $"TMPDIR={_temporary.Path}", CliProcess.Dotnet, "run", "--file", Repository.File("tools/release.cs"), "--"];
        using CliProcess process = CliProcess.Start(_folder, program, arguments, apart: false);
        return process.WaitForExit();
    }
}
