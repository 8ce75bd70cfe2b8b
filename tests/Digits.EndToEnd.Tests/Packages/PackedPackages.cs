using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Xml.Linq;
using Digits.EndToEnd.Tests.Support;

namespace Digits.EndToEnd.Tests.Packages;

/// <summary>
/// The packages of this clone in a local feed, under a version of their own, and what is made with them, outside the clone. What is restored goes into a
/// folder of its own; packages of others are taken from where the build of the clone left them, so that nothing is downloaded twice and the user's cache
/// stays as it is.
/// </summary>
public sealed class PackedPackages : IDisposable
{
    private const string Command = "digits";
    private readonly TempFolder _folder = new();
    private readonly Lazy<string> _tool;

    public PackedPackages()
    {
        foreach (string project in new[] { "Digits.Engine", "Digits", "Digits.Tuning", "Digits.Server", "Digits.Cli" })
        {
            Dotnet(
                _folder, "pack", Repository.File($"src/{project}"), "-c", "Release", "--artifacts-path", _folder["build"], "-o", Feed, $"-p:Version={Version}",
                "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false").ShouldSucceed();
        }

        _tool = new Lazy<string>(() =>
        {
            CliResult result = Dotnet(_folder, "tool", "install", "Digits.Cli", "--version", Version, "--tool-path", _folder["tools"], "--add-source", Feed);
            SkipWithoutSources(result);
            result.ShouldSucceed();
            return _folder[$"tools/{Command}"];
        });
    }

    /// <summary>No other run has this version, and none that is released.</summary>
    public string Version { get; } = string.Create(CultureInfo.InvariantCulture, $"0.0.1-test.{DateTime.UtcNow.Ticks}");

    public string Feed => _folder["feed"];

    /// <summary>How the installed command is called, with the folder of the .NET runtime that runs these tests.</summary>
    public string[] Tool => ["env", $"DOTNET_ROOT={DotnetRoot}", _tool.Value];

    private static string DotnetRoot => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));

    /// <summary>Makes a program in a folder of its own that has one of the packages and nothing else, and builds it.</summary>
    /// <returns>How the program is called.</returns>
    public string[] Build(TempFolder folder, string package, string code, string sdk = "Microsoft.NET.Sdk")
    {
        folder.Write("App.csproj", $"""
            <Project Sdk="{sdk}">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <RestoreAdditionalProjectSources>{Feed}</RestoreAdditionalProjectSources>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{package}" Version="[{Version}]" />
              </ItemGroup>
            </Project>
            """);
        folder.Write("Program.cs", code);
        CliResult result = Dotnet(folder, "build", "-c", "Release", "-o", folder["app"]);
        SkipWithoutSources(result);
        result.ShouldSucceed();
        return [CliProcess.Dotnet, "exec", folder["app/App.dll"]];
    }

    /// <summary>The C# that a package's README shows, with the namespaces that it says it needs.</summary>
    public string ReadmeCode(string package)
    {
        using ZipArchive archive = Open(package);
        using StreamReader reader = new(archive.GetEntry("README.md").ShouldNotBeNull().Open());
        return reader.ReadToEnd().Split("```csharp\n")[1].Split("```")[0];
    }

    public string[] Files(string package, string extension = ".nupkg")
    {
        using ZipArchive archive = Open(package, extension);
        return [.. archive.Entries.Select(entry => entry.FullName)];
    }

    /// <summary>The elements of a package's description that have this name.</summary>
    public XElement[] Described(string package, string name)
    {
        using ZipArchive archive = Open(package);
        using Stream stream = archive.GetEntry($"{package}.nuspec").ShouldNotBeNull().Open();
        return [.. XDocument.Load(stream).Descendants().Where(element => element.Name.LocalName == name)];
    }

    public void Dispose() => _folder.Dispose();

    private static void SkipWithoutSources(CliResult result) =>
        Skip.If(
            result.ExitCode != 0 && (result.Output + result.Error).Contains("NU1301", StringComparison.Ordinal),
            "The sources of packages cannot be reached.");

    private ZipArchive Open(string package, string extension = ".nupkg") => ZipFile.OpenRead(Path.Combine(Feed, $"{package}.{Version}{extension}"));

    private CliResult Dotnet(TempFolder folder, params string[] arguments)
    {
        string user = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } given
            ? given
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        // The clone's own build takes and keeps its packages where it always does.
        string[] apart = arguments[0] == "pack" ? [] : [$"NUGET_PACKAGES={_folder["packages"]}", $"NUGET_FALLBACK_PACKAGES={user}"];
        using CliProcess process = CliProcess.Start(folder, ["env", "-u", "CI", .. apart, CliProcess.Dotnet], arguments, apart: false);
        return process.WaitForExit();
    }
}
