#:property PublishAot=false

// Makes everything of a release in one folder: packages, archives for each platform, a container image, what is in them, and the notes.
//   dotnet run tools/release.cs -- [--version 0.2.0] [--out DIR] [--only PART,PART] [--allow-dirty]
// PART is one of
//   packages   the NuGet packages with their symbols
//   native     the command line as a native program for this platform, and for linux-arm64 where a cross compiler is installed
//   portable   the command line for every platform that has the .NET runtime
//   container  the image of the Dockerfile for this processor as an archive for `docker load`, where Docker runs
//   sbom       a bill of materials (CycloneDX) of the command line, which has every library that any of these brings along
//   notes      the section of CHANGELOG.md on this version
// and all of them without --only. --version is that of Directory.Build.props without it, --out artifacts/releases/VERSION.
// Beside these lie the licenses of what is brought along and SHA256SUMS. It is all built from a copy of the files of the work tree in which nothing is
// left of earlier builds, and the times in archives and packages are the commit's ($SOURCE_DATE_EPOCH, where it is set): on one machine the same commit gives
// the same packages and archives. The files in the container have the time at which they were made.
// The folder appears under its name when it is complete. A native program needs clang and zlib's headers.

using System.ComponentModel;
using System.Diagnostics;
using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

string[] parts = ["packages", "native", "portable", "container", "sbom", "notes"];
string[] platforms = ["win-x64", "osx-arm64", "linux-x64", "linux-arm64", "linux-musl-x64"];
// Where a package names its license only by an address, or in words.
Dictionary<string, string> unnamed = new()
{
    ["BitMiracle.LibTiff.NET"] = "BSD-3-Clause AND libtiff",
    ["K4os.Compression.LZ4"] = "MIT",
    ["SQLite"] = "blessing",
};

string root = Path.GetDirectoryName((string)AppContext.GetData("EntryPointFileDirectoryPath")!)!;
try
{
    Release();
    return 0;
}
catch (Exception e) when (e is ReleaseException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"release: {e.Message}");
    return (e as ReleaseException)?.ExitCode ?? 1;
}

void Release()
{
    Dictionary<string, string> options = ReadOptions();
    string version = options.GetValueOrDefault("--version") ?? XDocument.Load(InRoot("Directory.Build.props")).Descendants("Version").Single().Value;
    if (!Regex.IsMatch(version, @"^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$"))
        throw Wrong($"'{version}' is no version: it is three numbers and, before a release, a word: 1.2.3 or 1.2.3-rc.1.");
    string[] wanted = options.GetValueOrDefault("--only")?.Split(',') ?? parts;
    if (Array.Find(wanted, part => !parts.Contains(part)) is { } unknown)
        throw Wrong($"there is no part '{unknown}' of a release: {string.Join(", ", parts)}.");
    string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.GetValueOrDefault("--out") ?? InRoot($"artifacts/releases/{version}")));
    if (Path.Exists(target))
        throw Wrong($"{target} exists already: remove it, or name another folder with --out.");
    string notes = Notes(version);
    if (!options.ContainsKey("--allow-dirty") && Run(root, "git", "status", "--porcelain").Length > 0)
        throw Wrong("the work tree has changes that are not committed: commit them, or say --allow-dirty.");
    string epoch = Environment.GetEnvironmentVariable("SOURCE_DATE_EPOCH") ?? Run(root, "git", "log", "-1", "--format=%ct").Trim();
    Environment.SetEnvironmentVariable("SOURCE_DATE_EPOCH", epoch);
    // The years that a ZIP archive has: from the start of 1980 to the end of 2107.
    if (!long.TryParse(epoch, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) || seconds is < 315_532_800 or >= 4_354_819_200)
        throw Wrong($"SOURCE_DATE_EPOCH is '{epoch}', which is no time: give the seconds since 1970, of a year from 1980 to 2107.");
    DateTimeOffset time = DateTimeOffset.FromUnixTimeSeconds(seconds);
    if (wanted.Contains("container") && !HasDocker())
    {
        if (options.ContainsKey("--only"))
            throw Failed("the container needs Docker with its plugin buildx: install and start it, or leave 'container' out of --only.");
        Say("no container image: Docker does not run here, or has no buildx");
        wanted = [.. wanted.Where(part => part != "container")];
    }

    Directory.CreateDirectory(Path.GetDirectoryName(target)!);
    string made = $"{target}.{Environment.ProcessId}.tmp";
    // Always the same folder: what generators write may name it, and stands in the symbols, which the sums of the assemblies depend on.
    string work = Path.Combine(Path.GetTempPath(), $"digits-release-{version}");
    // Freed by the system where a run is killed.
    using FileStream guard = Guard($"{work}.lock");
    // What a run left that was killed.
    if (Directory.Exists(work))
        Directory.Delete(work, recursive: true);
    Directory.CreateDirectory(work);
    try
    {
        Directory.CreateDirectory(made);
        Make(new Plan(version, [.. wanted], time, Path.Combine(work, "source"), Path.Combine(work, "stage"), made), notes);
        Directory.Move(made, target);
        Console.WriteLine(target);
    }
    finally
    {
        Directory.Delete(work, recursive: true);
        if (Directory.Exists(made))
            Directory.Delete(made, recursive: true);
    }
}

// Held by one run at a time.
FileStream Guard(string path)
{
    try
    {
        return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
    }
    catch (IOException e)
    {
        throw Failed($"another release of this version is being made: wait for its end ({e.Message})");
    }
}

void Make(Plan plan, string notes)
{
    if (plan.Has("notes"))
        File.WriteAllText(plan.File("RELEASE-NOTES.md"), notes);
    string[] natives = plan.Has("native") ? Natives() : [];
    CopySource(plan.Source);
    // Restored by the lock files: what is not in them does not come along.
    Dotnet(plan, "restore", "src/Digits.Cli", "--locked-mode");
    JsonObject bill = Bill(plan);
    // Before the runtime is added, which only native programs hold: so packages are the same whatever else is made.
    File.WriteAllText(plan.NoticesWithoutRuntime, Notices(plan, bill));
    string[] container = plan.Has("container") ? [$"linux-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}"] : [];
    foreach (string platform in natives.Union(container))
        AddRuntime(plan, bill, platform);

    string notices = plan.File("THIRD-PARTY-NOTICES.txt");
    File.WriteAllText(notices, Notices(plan, bill));
    File.Copy(notices, Path.Combine(plan.Source, "THIRD-PARTY-NOTICES.txt"));
    if (plan.Has("sbom"))
        File.WriteAllText(plan.File($"digits-{plan.Version}.cdx.json"), bill.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n");
    if (plan.Has("packages"))
    {
        Say("packages");
        Dotnet(plan, "pack", "Digits.slnx", "-c", "Release", "-o", plan.Made, $"-p:ThirdPartyNotices={plan.NoticesWithoutRuntime}");
    }

    foreach (string platform in natives)
        Publish(plan, platform, isNative: true);
    if (plan.Has("portable"))
    {
        foreach (string platform in platforms)
            Publish(plan, platform, isNative: false);
    }

    if (plan.Has("container"))
        Container(plan);
    string[] files = [.. Directory.EnumerateFiles(plan.Made).Order(StringComparer.Ordinal)];
    File.WriteAllLines(plan.File("SHA256SUMS"), files.Select(file => $"{Convert.ToHexStringLower(Sha256(file))}  {Path.GetFileName(file)}"));
}

// The command line for one platform, as an archive of one folder. The program is named as the command is, which the assembly cannot be beside Digits.dll.
void Publish(Plan plan, string platform, bool isNative)
{
    string name = isNative ? $"digits-{plan.Version}-{platform}" : $"digits-{plan.Version}-{platform}-dotnet";
    Say(name);
    string folder = Path.Combine(plan.Stage, name);
    string native = isNative ? "true" : "false";
    Dotnet(plan, "publish", "src/Digits.Cli", "-c", "Release", "-r", platform, "-o", folder, $"-p:PublishAot={native}", $"-p:SelfContained={native}");
    foreach (string symbols in Directory.EnumerateFiles(folder).Where(file => Path.GetExtension(file) is ".pdb" or ".dbg").ToArray())
        File.Delete(symbols);
    string extension = platform.StartsWith("win", StringComparison.Ordinal) ? ".exe" : "";
    if (!isNative)
        File.Move(Path.Combine(folder, "Digits.Cli" + extension), Path.Combine(folder, "digits" + extension));
    string notices = isNative ? plan.File("THIRD-PARTY-NOTICES.txt") : plan.NoticesWithoutRuntime;
    foreach (string file in new[] { Path.Combine(plan.Source, "LICENSE"), notices, Path.Combine(plan.Source, "src/Digits.Cli/README.md") })
        File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));

    string[] files = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
    if (extension == ".exe")
        Zip(plan, folder, files, plan.File(name + ".zip"));
    else
        Tar(plan, folder, files, plan.File(name + ".tar.gz"));
}

void Zip(Plan plan, string folder, string[] files, string path)
{
    using ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create);
    foreach (string file in files)
    {
        ZipArchiveEntry entry = archive.CreateEntry(InArchive(folder, file), CompressionLevel.SmallestSize);
        entry.LastWriteTime = plan.Time;
        using Stream stream = entry.Open();
        stream.Write(File.ReadAllBytes(file));
    }
}

void Tar(Plan plan, string folder, string[] files, string path)
{
    const UnixFileMode readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    const UnixFileMode runnable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    using FileStream stream = File.Create(path);
    using GZipStream packed = new(stream, CompressionLevel.SmallestSize);
    using TarWriter archive = new(packed, TarEntryFormat.Ustar);
    foreach (string file in files)
    {
        using MemoryStream content = new(File.ReadAllBytes(file));
        archive.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, InArchive(folder, file))
        {
            DataStream = content,
            // On x64 digits starts digits.x86-64-v3 or -v4.
            Mode = Path.GetFileName(file) is "digits" || Path.GetFileName(file).StartsWith("digits.x86-64", StringComparison.Ordinal)
                ? readable | runnable
                : readable,
            ModificationTime = plan.Time,
        });
    }
}

// The platforms that a native program can be made for here.
string[] Natives()
{
    if (!OperatingSystem.IsLinux())
        throw Failed("the native programs are made on Linux: leave 'native' out of --only.");
    if (!IsInstalled("clang"))
        throw Failed("a native program needs clang and zlib's headers (Debian: clang zlib1g-dev): install them, or leave 'native' out of --only.");
    if (RuntimeInformation.OSArchitecture == Architecture.Arm64)
        return ["linux-arm64"];
    // The native compiler calls clang for the other processor, which takes its linker, start files and libraries from there.
    if (IsInstalled("aarch64-linux-gnu-gcc") && IsInstalled("aarch64-linux-gnu-objcopy") && File.Exists("/usr/lib/aarch64-linux-gnu/libz.so"))
        return ["linux-x64", "linux-arm64"];
    Say("no native program for linux-arm64: there is no cross compiler (Debian: crossbuild-essential-arm64 zlib1g-dev:arm64); the portable one runs there");
    return ["linux-x64"];
}

void Container(Plan plan)
{
    string file = plan.File($"digits-{plan.Version}-container.tar");
    Say(Path.GetFileName(file));
    string tag = $"digits:{plan.Version}";
    // Into Docker, and from there into a file: Docker's default driver cannot write an archive itself.
    Run(plan.Source, "docker", "buildx", "build", "--provenance=false", "--build-arg", $"VERSION={plan.Version}", "--load", "--tag", tag, ".");
    Run(plan.Source, "docker", "save", "--output", file, tag);
}

// The Dockerfile asks for the processor to build for, which only buildx says.
bool HasDocker() => IsInstalled("docker") && Succeeds("docker", "info") && Succeeds("docker", "buildx", "version");

// What the command line brings along, by the tool of CycloneDX. What it cannot know is filled in, and what would differ from one run to the next is fixed.
JsonObject Bill(Plan plan)
{
    Say("bill of materials");
    Dotnet(plan, "tool", "restore");
    Dotnet(
        plan, "tool", "run", "dotnet-CycloneDX", "--", "src/Digits.Cli/Digits.Cli.csproj",
        "--disable-package-restore", "--base-intermediate-output-path", "artifacts/obj/Digits.Cli",
        "--include-project-references", "--set-nuget-purl", "--set-name", "Digits.Cli", "--set-version", plan.Version, "--no-serial-number",
        "--spec-version", "1.6", "--output-format", "UnsafeJson", "--output", plan.Stage, "--filename", "bill.json");
    JsonObject bill = JsonNode.Parse(File.ReadAllText(Path.Combine(plan.Stage, "bill.json")))!.AsObject();
    bill["metadata"]!["timestamp"] = plan.Time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
    bill["metadata"]!["component"]!["licenses"] = Licenses("MIT");
    foreach (JsonNode? component in bill["components"]!.AsArray())
    {
        string name = (string)component!["name"]!;
        if (name.StartsWith("Digits", StringComparison.Ordinal))
            component["licenses"] = Licenses("MIT");
        else if (unnamed.TryGetValue(name, out string? license))
            component["licenses"] = Licenses(license);
    }

    return bill;
}

// A native program has the .NET runtime in it.
void AddRuntime(Plan plan, JsonObject bill, string platform)
{
    Dotnet(plan, "restore", "src/Digits.Cli", "-r", platform, "-p:PublishAot=true");
    JsonNode assets = Assets(plan);
    HashSet<string> restored = [.. assets["libraries"]!.AsObject().Select(library => library.Key.ToUpperInvariant())];
    IEnumerable<string> locked = bill["components"]!.AsArray().Where(IsPackage).Where(component => (string?)component!["type"] != "framework")
        .Select(component => $"{component!["name"]}/{component["version"]}");
    if (locked.FirstOrDefault(package => !restored.Contains(package.ToUpperInvariant())) is { } other)
        throw Failed($"for {platform}, another version of {other} was restored than packages.lock.json names.");

    foreach (JsonNode? download in assets["project"]!["frameworks"]!["net10.0"]!["downloadDependencies"]!.AsArray())
    {
        string name = (string)download!["name"]!;
        string version = ((string)download["version"]!).Trim('[', ']').Split(',')[0];
        if (!name.Contains(".Runtime.", StringComparison.Ordinal))
            continue;
        string folder = PackageFolder(plan, name, version) ?? throw Failed($"the package {name} {version} is not where it was restored.");
        byte[] hash = Convert.FromBase64String(File.ReadAllText(Directory.GetFiles(folder, "*.nupkg.sha512").Single()).Trim());
        string purl = $"pkg:nuget/{name}@{version}";
        bill["components"]!.AsArray().Add((JsonNode)new JsonObject
        {
            ["type"] = "framework",
            ["bom-ref"] = purl,
            ["name"] = name,
            ["version"] = version,
            ["scope"] = "required",
            ["hashes"] = new JsonArray(new JsonObject { ["alg"] = "SHA-512", ["content"] = Convert.ToHexString(hash) }),
            ["licenses"] = Licenses("MIT"),
            ["purl"] = purl,
        });
    }
}

// The licenses of everything in the bill that is not only used to build: by name, then the texts, then what packages say themselves of what is in them.
string Notices(Plan plan, JsonObject bill)
{
    StringBuilder text = new($"Digits {plan.Version} brings along libraries of others, under the licenses below. Its own license is in the file LICENSE.\n\n");
    SortedSet<string> names = new(StringComparer.Ordinal);
    Dictionary<string, List<string>> own = [];
    foreach (JsonNode? component in bill["components"]!.AsArray().Where(IsPackage).Where(component => (string?)component!["scope"] != "excluded"))
    {
        string name = (string)component!["name"]!, version = (string)component["version"]!;
        string folder = PackageFolder(plan, name, version) ?? throw Failed($"the package {name} {version} is not where it was restored.");
        XElement[] nuspec = [.. XDocument.Load(Directory.GetFiles(folder, "*.nuspec").Single()).Root!.Elements().Single().Elements()];
        XElement? declared = Array.Find(nuspec, element => element.Name.LocalName == "license" && (string?)element.Attribute("type") == "expression");
        string license = declared?.Value ?? unnamed.GetValueOrDefault(name)
            ?? throw Failed($"the package {name} does not name its license: look it up, and add it to 'unnamed' in tools/release.cs.");
        // Of licenses to choose from, the last one.
        string chosen = license.Split(" OR ")[^1];
        names.UnionWith(chosen.Split(" AND "));
        XElement holders = Array.Find(nuspec, element => element.Name.LocalName == "copyright") ?? nuspec.First(element => element.Name.LocalName == "authors");
        text.Append(CultureInfo.InvariantCulture, $"{name} {version}\n    {chosen}; {holders.Value.ReplaceLineEndings(" ")}\n");
        foreach (string file in Directory.EnumerateFiles(folder).Where(IsNotice).Order(StringComparer.Ordinal))
        {
            string content = File.ReadAllText(file).ReplaceLineEndings("\n").Trim();
            own.TryAdd(content, []);
            own[content].Add($"{name} {version}, {Path.GetFileName(file)}");
        }
    }

    foreach (string license in names.Where(license => license != "blessing"))
    {
        string path = InRoot($"tools/licenses/{license}.txt");
        if (!File.Exists(path))
            throw Failed($"the text of the license {license} is missing: put it into tools/licenses/{license}.txt.");
        text.Append(CultureInfo.InvariantCulture, $"\n{Rule(license)}{File.ReadAllText(path).Trim()}\n");
    }

    foreach ((string content, List<string> packages) in own)
        text.Append(CultureInfo.InvariantCulture, $"\n{Rule(string.Join("\n", packages))}{content}\n");
    return text.ToString();
}

// The version's section of CHANGELOG.md.
string Notes(string version)
{
    string[] lines = File.ReadAllLines(InRoot("CHANGELOG.md"));
    int start = Array.FindIndex(lines, line => line.StartsWith($"## [{version}]", StringComparison.Ordinal));
    if (start < 0)
        throw Wrong($"CHANGELOG.md has no section '## [{version}]': write what is new in it.");
    string section = string.Join("\n", lines[(start + 1)..].TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))).Trim();
    if (section.Length == 0)
        throw Wrong($"the section '## [{version}]' of CHANGELOG.md is empty: write what is new in it.");
    return $"# Digits {version}\n\n{section}\n";
}

// The files of the work tree as git knows them, without what was built. The copy points to the same repository, so that symbols name the commit.
void CopySource(string source)
{
    foreach (string file in Run(root, "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard").Split('\0', StringSplitOptions.RemoveEmptyEntries))
    {
        if (!File.Exists(InRoot(file)))
            continue;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(source, file))!);
        File.Copy(InRoot(file), Path.Combine(source, file));
    }

    File.WriteAllText(Path.Combine(source, ".git"), $"gitdir: {Run(root, "git", "rev-parse", "--absolute-git-dir")}");
}

Dictionary<string, string> ReadOptions()
{
    Dictionary<string, string> options = [];
    for (int i = 0; i < args.Length; i++)
    {
        if (args[i] == "--allow-dirty")
            options[args[i]] = "";
        else if (args[i] is "--version" or "--out" or "--only" && i + 1 < args.Length)
            options[args[i]] = args[++i];
        else
            throw Wrong($"'{args[i]}' is not understood: dotnet run tools/release.cs -- [--version V] [--out DIR] [--only PART,PART] [--allow-dirty].");
    }

    return options;
}

// Analyzers are for the gate; here they would only cost time.
void Dotnet(Plan plan, string verb, params string[] arguments)
{
    string[] properties = [$"-p:Version={plan.Version}", "-p:ContinuousIntegrationBuild=true", "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false"];
    Run(plan.Source, "dotnet", [verb, .. arguments, .. verb == "tool" ? [] : properties]);
}

string Run(string folder, string program, params string[] arguments)
{
    ProcessStartInfo start = new(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
    // What runs this program is the script's own affair.
    foreach (string variable in start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || key == "CI").ToArray())
        start.Environment.Remove(variable);
    using Process process = Started(start);
    Task<string> error = process.StandardError.ReadToEndAsync();
    string output = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    return process.ExitCode == 0 ? output : throw Failed($"{program} {string.Join(' ', arguments)} failed:\n{output}{error.Result}");
}

Process Started(ProcessStartInfo start)
{
    try
    {
        return Process.Start(start)!;
    }
    catch (Win32Exception e)
    {
        throw Failed($"{start.FileName} does not start here, which a release needs: {e.Message}.");
    }
}

bool Succeeds(string program, params string[] arguments)
{
    try
    {
        Run(root, program, arguments);
        return true;
    }
    catch (ReleaseException)
    {
        return false;
    }
}

bool IsInstalled(string program) =>
    (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

JsonNode Assets(Plan plan) => JsonNode.Parse(File.ReadAllText(Path.Combine(plan.Source, "artifacts/obj/Digits.Cli/project.assets.json")))!;

string? PackageFolder(Plan plan, string name, string version) =>
    Assets(plan)["packageFolders"]!.AsObject().Select(folder => Path.Combine(folder.Key, name.ToLowerInvariant(), version.ToLowerInvariant()))
        .FirstOrDefault(Directory.Exists);

// Packages have sums; the projects of this repository have none.
bool IsPackage(JsonNode? component) => component!["hashes"] is not null;

bool IsNotice(string path) => Regex.IsMatch(Path.GetFileName(path), "^(licen[sc]e|notice|third-?party)", RegexOptions.IgnoreCase);

JsonArray Licenses(string expression) => expression.Contains(' ', StringComparison.Ordinal)
    ? new JsonArray(new JsonObject { ["expression"] = expression })
    : new JsonArray(new JsonObject { ["license"] = new JsonObject { ["id"] = expression } });

string InRoot(string path) => Path.Combine(root, path);

static string InArchive(string folder, string file) => Path.GetRelativePath(Path.GetDirectoryName(folder)!, file).Replace('\\', '/');

static string Rule(string title) => $"{new string('-', 80)}\n{title}\n{new string('-', 80)}\n\n";

static byte[] Sha256(string path) => SHA256.HashData(File.ReadAllBytes(path));

static void Say(string line) => Console.Error.WriteLine($"release: {line}");

static ReleaseException Failed(string message) => new(message, 1);

static ReleaseException Wrong(string message) => new(message, 2);

internal sealed record Plan(string Version, HashSet<string> Parts, DateTimeOffset Time, string Source, string Stage, string Made)
{
    public bool Has(string part) => Parts.Contains(part);

    public string NoticesWithoutRuntime => Path.Combine(Stage, "THIRD-PARTY-NOTICES.txt");

    public string File(string name) => Path.Combine(Made, name);
}

internal sealed class ReleaseException(string message, int exitCode) : Exception(message)
{
    public int ExitCode => exitCode;
}
