using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Digits.Tests.Tuning;

/// <summary>A real server from the system's package, in a folder of its own, for the tests of one class. Where there is no package, tests that ask for it are skipped by name.</summary>
public sealed class PostgresServer : IDisposable
{
    private readonly string? _programs = Programs();
    private readonly string _folder = Directory.CreateTempSubdirectory("digits-postgres-").FullName;
    private readonly Lazy<int> _port;

    public PostgresServer() => _port = new Lazy<int>(Start);

    /// <summary>A new, empty database.</summary>
    public string NewDatabase()
    {
        Skip.If(_programs is null, "PostgreSQL is not installed (Debian: apt-get install postgresql).");
        string name = $"d{Guid.NewGuid():N}";
        Run("createdb", $"-h 127.0.0.1 -p {_port.Value} -U digits {name}");
        return string.Create(CultureInfo.InvariantCulture, $"postgresql://digits:right@127.0.0.1:{_port.Value}/{name}");
    }

    public void Dispose()
    {
        if (_port.IsValueCreated)
            Run("pg_ctl", $"-D {_folder}/data -m immediate stop");

        // The files are the server's user's.
        Directory.Delete(_folder, recursive: true);
    }

    private static string? Programs() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).FirstOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
        : null;

    private int Start()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        int port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();

        if (Environment.UserName == "root")
            Launch("chown", ["postgres", _folder]);
        File.WriteAllText(Path.Combine(_folder, "password"), "right\n");
        Run("initdb", $"-D {_folder}/data -A scram-sha-256 -U digits --pwfile={_folder}/password --no-sync");
        Run("pg_ctl", $"-D {_folder}/data -w -l {_folder}/log -o \"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={_folder} -c fsync=off\" start");
        return port;
    }

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
        using Process process = Process.Start(new ProcessStartInfo("sh", ["-c", $"\"$@\" >>{_folder}/output 2>&1", "sh", program, .. arguments]) { WorkingDirectory = "/" })!;
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, File.ReadAllText($"{_folder}/output"));
    }
}
