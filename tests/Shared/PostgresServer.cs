using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Digits.Tests.Shared;

/// <summary>
/// A real server from the system's package, in a folder of its own, for the tests of one class. Where there is no package, tests that ask for it are skipped
/// by name.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    private readonly string? _programs = Programs();
    private readonly string _folder = Directory.CreateTempSubdirectory("digits-postgres-").FullName;
    private readonly Lazy<int> _port;
    private string? _disk;

    public PostgresServer() => _port = new Lazy<int>(Create);

    /// <summary>A new, empty database.</summary>
    public string NewDatabase() => NewDatabase("");

    /// <summary>A new, empty database on a file system of its own in memory, which is almost full.</summary>
    /// <param name="room">How many bytes go on it.</param>
    public string NewDatabaseOnSmallDisk(int room)
    {
        Skip.IfNot(Environment.UserName == "root" && OperatingSystem.IsLinux(), "Only root can mount a file system for a server.");
        int port = Port();
        _disk = Path.Combine(_folder, "disk");
        Directory.CreateDirectory(_disk);
        Launch("mount", ["-t", "tmpfs", "-o", "size=32m", "tmpfs", _disk]);
        Launch("chown", ["postgres", _disk]);
        Run("psql", $"-h 127.0.0.1 -p {port} -U digits postgres -c \"CREATE TABLESPACE small LOCATION '{_disk}'\"");
        string url = NewDatabase("-D small");
        using FileStream filler = File.Create(Path.Combine(_disk, "filler"));
        filler.Write(new byte[new DriveInfo(_disk).AvailableFreeSpace - room]);
        return url;
    }

    /// <summary>A copy of a database, whose users are thrown out.</summary>
    public string Copy(string url)
    {
        string name = url.Split('/')[^1];
        Run("psql", $"-h 127.0.0.1 -p {_port.Value} -U digits postgres -c \"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'\"");
        return NewDatabase($"-T {name}");
    }

    /// <summary>Ends the server, as an administrator does.</summary>
    public void Stop() => Run("pg_ctl", $"-D {_folder}/data -w -m fast stop");

    /// <summary>Starts it again at the same port.</summary>
    public void Start() => Start(_port.Value);

    public void Dispose()
    {
        if (_port.IsValueCreated)
            Run("pg_ctl", $"-D {_folder}/data -m immediate stop");
        if (_disk is not null)
            Launch("umount", [_disk]);

        // The files are the server's user's.
        Directory.Delete(_folder, recursive: true);
    }

    private static string? Programs() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
            .FirstOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
        : null;

    private int Port()
    {
        Skip.If(_programs is null, "PostgreSQL is not installed (Debian: apt-get install postgresql).");
        return _port.Value;
    }

    private string NewDatabase(string options)
    {
        int port = Port();
        string name = $"d{Guid.NewGuid():N}";
        Run("createdb", $"-h 127.0.0.1 -p {port} -U digits {options} {name}");
        return string.Create(CultureInfo.InvariantCulture, $"postgresql://digits:right@127.0.0.1:{port}/{name}");
    }

    private int Create()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        int port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();

        if (Environment.UserName == "root")
            Launch("chown", ["postgres", _folder]);
        File.WriteAllText(Path.Combine(_folder, "password"), "right\n");
        Run("initdb", $"-D {_folder}/data -A scram-sha-256 -U digits --pwfile={_folder}/password --no-sync");
        Start(port);
        return port;
    }

    private void Start(int port) =>
        Run("pg_ctl", $"-D {_folder}/data -w -l {_folder}/log -o \"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={_folder} -c fsync=off\" start");

    /// <summary>Servers refuse to run for root, so root lets the package's user do it.</summary>
    private void Run(string program, string arguments)
    {
        string line = $"PGPASSWORD=right {_programs}/{program} {arguments}";
        if (Environment.UserName == "root")
            Launch("runuser", ["-u", "postgres", "--", "sh", "-c", line]);
        else
            Launch("sh", ["-c", line]);
    }

    private void Launch(string program, string[] arguments)
    {
        // A server that stays keeps what it inherits: output goes to a file, or reading it would never end.
        using Process process =
            Process.Start(new ProcessStartInfo("sh", ["-c", $"\"$@\" >>{_folder}/output 2>&1", "sh", program, .. arguments]) { WorkingDirectory = "/" })!;
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, File.ReadAllText($"{_folder}/output"));
    }
}
