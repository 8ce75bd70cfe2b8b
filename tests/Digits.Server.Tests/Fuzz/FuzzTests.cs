using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Xunit.Abstractions;

namespace Digits.Server.Tests.Fuzz;

/// <summary>
/// Malformed requests; the variable DIGITS_FUZZ says how many, such as 100000. They run alone, since the memory of other tests would count as theirs.
/// </summary>
[Collection(nameof(FuzzTests))]
[CollectionDefinition(nameof(FuzzTests), DisableParallelization = true)]
public sealed class FuzzTests(ITestOutputHelper log)
{
    private const int Senders = 8;
    private const long Megabyte = 1 << 20;

    private static readonly int _count = int.Parse(Environment.GetEnvironmentVariable("DIGITS_FUZZ") ?? "2000", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Malformed_requests_are_answered_and_leave_nothing_behind()
    {
        await using RunningServer server = await RunningServer.Start(options => options.MaxImages = 64);
        ConcurrentDictionary<int, int> statuses = [];
        Stopwatch clock = Stopwatch.StartNew();
        int first = _count / 10;
        await Send(server, 0, first, statuses);
        (long heap, long whole) = Memory();
        await Send(server, first, _count, statuses);
        (long heapAfter, long wholeAfter) = Memory();
        log.WriteLine(
            $"{_count:N0} requests in {clock.Elapsed.TotalSeconds:0} s: {string.Join(", ", statuses.OrderBy(one => one.Key).Select(one => $"{one.Key}: {one.Value:N0}"))} (0 is no answer); "
            + $"heap {heap / Megabyte} MB and then {heapAfter / Megabyte}, working set {whole / Megabyte} MB and then {wholeAfter / Megabyte}");

        statuses.Keys.ShouldContain(200);
        statuses.Keys.ShouldContain(400);
        heapAfter.ShouldBeLessThan((2 * heap) + (64 * Megabyte));
        wholeAfter.ShouldBeLessThan((2 * whole) + (256 * Megabyte));
        server.Parts.Batcher.Waiting.ShouldBe(0);
        server.Parts.Reads.Inside.ShouldBe(0);
        (await server.Client.GetAsync("/v2/health/ready")).EnsureSuccessStatusCode().Dispose();
    }

    private static Task Send(RunningServer server, int from, int to, ConcurrentDictionary<int, int> statuses) =>
        Parallel.ForAsync(from, to, new ParallelOptions { MaxDegreeOfParallelism = Senders }, async (i, cancel) =>
        {
            int status = i % 5 == 0 ? await Raw(server, i, cancel) : await Http(server, i, cancel);
            statuses.AddOrUpdate(status, 1, (_, count) => count + 1);
        });

    /// <summary>Sends a request of a client's library. What is refused is so with one line in JSON.</summary>
    private static async Task<int> Http(RunningServer server, int number, CancellationToken cancel)
    {
        using HttpRequestMessage request = MalformedRequests.Of(number);
        using HttpResponseMessage answer = await server.Client.SendAsync(request, cancel);
        string text = await answer.Content.ReadAsStringAsync(cancel);
        int status = (int)answer.StatusCode;
        bool isOfApi = request.RequestUri!.OriginalString.StartsWith("/v", StringComparison.Ordinal);
        if (status >= 400 && isOfApi && text.Length > 0)
        {
            JsonElement problem = JsonSerializer.Deserialize<JsonElement>(text);
            string line = problem.GetProperty(request.RequestUri.OriginalString.StartsWith("/v2", StringComparison.Ordinal) ? "error" : "detail").GetString()!;
            line.ShouldNotContain('\n', $"request {number}");
        }

        (status is < 500 or 503).ShouldBeTrue($"request {number} was answered with {status}: {text}");
        return status;
    }

    /// <summary>Sends bytes and says that no more come. No answer counts as 0: of half a request there need not be any.</summary>
    private static async Task<int> Raw(RunningServer server, int number, CancellationToken cancel)
    {
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, server.Port, cancel);
        client.LingerState = new LingerOption(enable: true, seconds: 0);
        byte[] answer = new byte[12];
        int length = 0;
        try
        {
            NetworkStream stream = client.GetStream();
            await stream.WriteAsync(RawRequests.Of(number), cancel);
            client.Client.Shutdown(SocketShutdown.Send);
            length = await stream.ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false, cancel).AsTask()
                .WaitAsync(TimeSpan.FromSeconds(60), cancel);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // The server has heard enough and has gone.
        }

        int status = length == answer.Length && Encoding.ASCII.GetString(answer) is var line && line.StartsWith("HTTP/1.", StringComparison.Ordinal)
            ? int.Parse(line[9..], CultureInfo.InvariantCulture)
            : 0;
        // Kestrel alone says 505, to a request of an HTTP that does not exist.
        (status is < 500 or 503 or 505).ShouldBeTrue($"raw request {number} was answered with {status}");
        return status;
    }

    private static (long Heap, long Whole) Memory()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        using Process process = Process.GetCurrentProcess();
        return (GC.GetTotalMemory(forceFullCollection: true), process.WorkingSet64);
    }
}
