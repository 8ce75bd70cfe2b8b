using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Digits.Tests.Data;

/// <summary>A small web server on this machine that behaves, or misbehaves, as a mirror can.</summary>
internal sealed class TestMirror : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Dictionary<string, byte[]> _files;

    public TestMirror(Dictionary<string, byte[]> files)
    {
        _files = files;
        _listener.Start();
        _ = ServeAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/mnist/");

    /// <summary>Hangs up after so many bytes of a body.</summary>
    public int BreakAfter { get; set; } = int.MaxValue;

    /// <summary>Sends the whole file whatever range is asked for.</summary>
    public bool IgnoresRange { get; set; }

    /// <summary>Sends the header and so many bytes, and then nothing more.</summary>
    public int? HangAfter { get; set; }

    /// <summary>What was asked for: file name, and range where there was one.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>An address on which nobody listens.</summary>
    public static Uri Down()
    {
        using TestMirror gone = new([]);
        return gone.Address;
    }

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
                _ = AnswerAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using TcpClient connection = client;
        await using NetworkStream stream = connection.GetStream();
        using StreamReader reader = new(stream, Encoding.ASCII, leaveOpen: true);
        string name = (await reader.ReadLineAsync())!.Split(' ')[1].Split('/')[^1];
        int from = 0;
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            if (line.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase))
                from = int.Parse(line[13..].TrimEnd('-'));
        }

        lock (Requests)
            Requests.Add(from > 0 ? $"{name} from {from}" : name);
        if (!_files.TryGetValue(name, out byte[]? file))
        {
            await stream.WriteAsync("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
            return;
        }

        if (IgnoresRange)
            from = 0;
        string status = from == 0 ? "200 OK" : from < file.Length ? "206 Partial Content" : "416 Range Not Satisfiable";
        byte[] body = from < file.Length ? file[from..] : [];
        string range = from > 0 && from < file.Length ? $"Content-Range: bytes {from}-{file.Length - 1}/{file.Length}\r\n" : "";
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\n{range}Connection: close\r\n\r\n"));
        await stream.WriteAsync(body.AsMemory(0, Math.Min(body.Length, HangAfter ?? BreakAfter)));
        if (HangAfter is not null)
            await reader.ReadLineAsync(); // comes back when the other side hangs up
    }
}
