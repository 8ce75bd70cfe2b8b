using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Digits.Server.Tests.Fuzz;

/// <summary>Clients that send a few bytes a second, to hold the server's connections.</summary>
public sealed class SlowClientTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private static readonly string[] _beginnings =
    [
        "GET /v1/models HTTP/1.1\r\nHost: a\r\nX: ",
        "POST /v2/models/default/infer HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n",
        "POST /v1/read HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3E8\r\n",
    ];

    [Fact]
    public async Task Slow_clients_are_shown_out_while_others_are_served()
    {
        await using RunningServer server = await RunningServer.Start();
        Task[] slow = [.. Enumerable.Range(0, 30).Select(i => Trickle(server.Port, _beginnings[i % _beginnings.Length]))];
        Task all = Task.WhenAll(slow).WaitAsync(_patience);
        while (!all.IsCompleted)
        {
            (await server.Client.GetAsync("/v1/models")).EnsureSuccessStatusCode().Dispose();
            await Task.Delay(50);
        }

        await all;
    }

    /// <summary>Sends five bytes a second until the server has had enough of it.</summary>
    private static async Task Trickle(int port, string begins)
    {
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, port);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(begins));
        Task<bool> end = End(stream);
        for (int i = 0; i < 5 * _patience.TotalSeconds && !end.IsCompleted; i++)
        {
            try
            {
                await stream.WriteAsync("x"u8.ToArray());
            }
            catch (IOException)
            {
                break;
            }

            await Task.Delay(200);
        }

        (await end.WaitAsync(_patience)).ShouldBeTrue();
    }

    /// <summary>Reads until the connection ends; whatever comes before is no success.</summary>
    private static async Task<bool> End(NetworkStream stream)
    {
        StringBuilder answer = new();
        byte[] bytes = new byte[1000];
        try
        {
            for (int read; (read = await stream.ReadAsync(bytes)) > 0;)
                answer.Append(Encoding.ASCII.GetString(bytes, 0, read));
        }
        catch (IOException)
        {
            // A reset is an end as well.
        }

        return answer.Length == 0 || answer.ToString().StartsWith("HTTP/1.1 4", StringComparison.Ordinal);
    }
}
