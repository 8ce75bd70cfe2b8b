using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Digits.EndToEnd.Tests.Serve;

/// <summary>One connection to a server, with nothing between: no request is sent a second time, and what is lost is seen.</summary>
public sealed class RawConnection : IDisposable
{
    private readonly TcpClient _client = new();

    private RawConnection()
    {
    }

    /// <summary>Connects; null where nobody listens any more.</summary>
    public static async Task<RawConnection?> Open(int port)
    {
        RawConnection connection = new();
        try
        {
            await connection._client.ConnectAsync(IPAddress.Loopback, port);
            return connection;
        }
        catch (SocketException)
        {
            connection.Dispose();
            return null;
        }
    }

    /// <summary>Sends a POST and reads its answer.</summary>
    /// <returns>The status, 0 where there was not a single byte of an answer, and whether the server closes the connection.</returns>
    /// <exception cref="EndOfStreamException">The answer is cut short.</exception>
    public async Task<(int Status, bool IsLast)> Post(string path, string json)
    {
        NetworkStream stream = _client.GetStream();
        StringBuilder head = new();
        try
        {
            await stream.WriteAsync(
                Encoding.UTF8.GetBytes($"POST {path} HTTP/1.1\r\nHost: a\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}"));
            byte[] one = new byte[1];
            while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                await stream.ReadExactlyAsync(one);
                head.Append((char)one[0]);
            }

            string[] lines = head.ToString().Split("\r\n");
            await stream.ReadExactlyAsync(new byte[int.Parse(Header(lines, "Content-Length") ?? "0", CultureInfo.InvariantCulture)]);
            return (int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture), Header(lines, "Connection") == "close");
        }
        catch (IOException e)
        {
            return head.Length == 0 ? (0, true) : throw new EndOfStreamException($"An answer is cut short: {head}", e);
        }
    }

    public void Dispose() => _client.Dispose();

    private static string? Header(string[] lines, string name) =>
        lines.FirstOrDefault(line => line.StartsWith($"{name}: ", StringComparison.OrdinalIgnoreCase))?[(name.Length + 2)..];
}
