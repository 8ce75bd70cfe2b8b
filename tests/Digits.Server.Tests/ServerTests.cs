using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Digits.Engine;
using static Digits.Server.Tests.RunningServer;

namespace Digits.Server.Tests;

/// <summary>The server as a whole: models that are replaced, keys, limits, its end.</summary>
public sealed class ServerTests : IDisposable
{
    private const string Infer = "/v2/models/m/infer";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_model_that_is_replaced_under_load_fails_no_request_and_mixes_no_weights()
    {
        string file = _folder["m.onnx"];
        byte[] first = Trained(seed: 1), second = Trained(seed: 2);
        File.WriteAllBytes(file, first);
        await using RunningServer server = await Start(options =>
        {
            options.Models.Add(new ModelFile("m", file));
            options.ReloadInterval = TimeSpan.FromMilliseconds(20);
        });
        string body = Request(1);
        Dictionary<string, string> answers = [];
        async Task<string> Ask()
        {
            JsonElement answer = await server.Json(HttpMethod.Post, Infer, Body(body));
            string version = answer.GetProperty("model_version").GetString()!, numbers = answer.GetProperty("outputs")[0].GetProperty("data").ToString();
            lock (answers)
            {
                if (answers.TryGetValue(version, out string? before))
                    numbers.ShouldBe(before, version);
                answers[version] = numbers;
            }

            return version;
        }

        string old = await Ask();
        using CancellationTokenSource end = new();
        Task[] load = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
                await Ask();
        })),];

        // In two halves, as a slow copy does it: the half is no model.
        File.WriteAllBytes(file, second[..(second.Length / 2)]);
        await Task.Delay(150);
        File.WriteAllBytes(file, second);
        for (int tries = 0; await Ask() == old; tries++)
        {
            tries.ShouldBeLessThan(500);
            await Task.Delay(20);
        }

        await end.CancelAsync();
        await Task.WhenAll(load);
        answers.Count.ShouldBe(2);
        answers.Values.ShouldBeUnique();
    }

    [Fact]
    public async Task Several_models_are_served_by_name()
    {
        File.WriteAllBytes(_folder["m.onnx"], Trained(seed: 1));
        await using RunningServer server = await Start(options =>
        {
            options.Models.Add(new ModelFile("m", _folder["m.onnx"]));
            options.Models.Add(new ModelFile("default"));
        });
        foreach ((string name, int classes) in new[] { ("m", 10), ("default", 11) })
        {
            JsonElement answer = await server.Json(HttpMethod.Post, $"/v2/models/{name}/infer", Body(Request(2)));
            answer.GetProperty("outputs")[0].GetProperty("shape").ToString().ShouldBe($"[2,{classes}]");
        }
    }

    [Fact]
    public async Task A_model_that_cannot_be_used_is_told_before_the_first_request()
    {
        (await Should.ThrowAsync<DigitsException>(() =>
            Start(options => options.Models.Add(new ModelFile("m", _folder["nosuch.onnx"]))))).Message.ShouldContain("nosuch.onnx");
        File.WriteAllBytes(_folder["bad.onnx"], [1, 2, 3]);
        (await Should.ThrowAsync<DigitsException>(() => Start(options => options.Models.Add(new ModelFile("m", _folder["bad.onnx"]))))).Message.ShouldContain(
            "bad.onnx");
        (await Should.ThrowAsync<DigitsException>(() => Start(options => options.Models.Add(new ModelFile("a/b"))))).Message.ShouldContain("a/b");
        (await Should.ThrowAsync<DigitsException>(() => Start(options =>
        {
            options.Models.Add(new ModelFile("a"));
            options.Models.Add(new ModelFile("a"));
        }))).Message.ShouldContain("Two models");
    }

    [Fact]
    public async Task A_key_is_wanted_where_there_is_one()
    {
        await using RunningServer server = await Start(options => options.ApiKey = "sesame");
        (await Status(server, "/v1/models", null)).ShouldBe(401);
        (await Status(server, "/v2/models/default", ("X-API-Key", "sesam"))).ShouldBe(401);
        (await Status(server, "/v2/models/default", ("X-API-Key", "sesame"))).ShouldBe(200);
        (await Status(server, "/v1/models", ("Authorization", "Bearer sesame"))).ShouldBe(200);
        (await Status(server, "/v2/health/live", null)).ShouldBe(200);
    }

    [Fact]
    public async Task More_than_can_wait_is_answered_with_503_and_a_time_to_come_back()
    {
        await using RunningServer server = await Start(options => (options.MaxQueue, options.MaxBatch) = (8, 4));
        string body = Request(4);
        HttpResponseMessage[] answers =
            await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => server.Client.PostAsync("/v2/models/default/infer", Body(body))));
        answers.Select(answer => (int)answer.StatusCode).ShouldBeSubsetOf([200, 503]);
        answers.ShouldContain(answer => answer.StatusCode == HttpStatusCode.OK);
        foreach (HttpResponseMessage busy in answers.Where(answer => answer.StatusCode == HttpStatusCode.ServiceUnavailable))
            busy.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        (await server.Client.PostAsync("/v2/models/default/infer", Body(body))).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (HttpResponseMessage answer in answers)
            answer.Dispose();
    }

    [Fact]
    public async Task What_was_accepted_before_the_end_is_answered()
    {
        await using RunningServer server = await Start(options => options.Threads = 2);
        byte[] picture = DrawnDigits.Picture(string.Concat(Enumerable.Repeat("0123456789", 4)));
        Task<HttpResponseMessage>[] asked = [.. Enumerable.Range(0, 4).Select(_ => server.Client.PostAsync("/v1/read", new ByteArrayContent(picture)))];
        while (server.Parts.Reads.Inside + asked.Count(answer => answer.IsCompleted) < asked.Length)
            await Task.Delay(1);
        await server.Stop();
        foreach (HttpResponseMessage answer in await Task.WhenAll(asked))
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            answer.Dispose();
        }
    }

    [Fact]
    public async Task A_server_that_is_asked_to_end_says_so_before_it_closes_its_door()
    {
        await using RunningServer server = await Start(options => options.DrainTime = TimeSpan.FromMinutes(5));
        using TcpClient idle = new();
        await idle.ConnectAsync(IPAddress.Loopback, server.Port);
        (await Get(idle, "/v2/health/ready")).ShouldBe(("HTTP/1.1 200 OK", null));
        using CancellationTokenSource patience = new();
        Task stop = server.Stop(patience.Token);
        for (int tries = 0; !server.IsEnding; tries++)
        {
            tries.ShouldBeLessThan(1000);
            await Task.Delay(10);
        }

        // An open connection is answered once more, and is closed then; so is a new one.
        (await Get(idle, "/v1/models")).ShouldBe(("HTTP/1.1 200 OK", "close"));
        (await idle.GetStream().ReadAsync(new byte[1])).ShouldBe(0);
        using TcpClient late = new();
        await late.ConnectAsync(IPAddress.Loopback, server.Port);
        (await Get(late, "/v2/health/ready")).ShouldBe(("HTTP/1.1 503 Service Unavailable", "close"));
        stop.IsCompleted.ShouldBeFalse();
        await patience.CancelAsync();
        await stop;
        using TcpClient last = new();
        await Should.ThrowAsync<SocketException>(() => last.ConnectAsync(IPAddress.Loopback, server.Port));
    }

    [Theory]
    [InlineData("/v1/read", "detail")]
    [InlineData("/v2/models/default/infer", "error")]
    public async Task A_request_that_takes_too_long_is_told_so(string path, string key)
    {
        await using RunningServer server = await Start(options => options.RequestTimeout = TimeSpan.FromMilliseconds(50));
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, server.Port);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n"));
        (string status, Dictionary<string, string> headers, byte[] body) = await RawHttp.Answer(stream);
        status.ShouldBe("HTTP/1.1 503 Service Unavailable");
        headers["Retry-After"].ShouldBe("1");
        JsonSerializer.Deserialize<JsonElement>(body).GetProperty(key).GetString()!.ShouldContain("too long");
    }

    [Fact]
    public async Task Large_bodies_share_their_memory_and_small_ones_have_their_own()
    {
        await using RunningServer server = await Start(options => options.MaxRequestBytes = 200_000);
        byte[] head = Encoding.ASCII.GetBytes("POST /v1/read HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n\r\n"), large = new byte[190_000];
        List<TcpClient> unfinished = [];
        for (int i = 0; i < 40; i++)
        {
            TcpClient client = new();
            unfinished.Add(client);
            await client.ConnectAsync(IPAddress.Loopback, server.Port);
            await client.GetStream().WriteAsync((byte[])[.. head, .. large]);
        }

        async Task Until(HttpStatusCode status)
        {
            for (int tries = 0; ; tries++)
            {
                using HttpRequestMessage request = new(HttpMethod.Post, "/v1/read") { Content = new ByteArrayContent(large) };
                using HttpResponseMessage answer = await server.Client.SendAsync(request);
                if (answer.StatusCode == status)
                    return;
                tries.ShouldBeLessThan(500);
                await Task.Delay(10);
            }
        }

        await Until(HttpStatusCode.ServiceUnavailable);
        (await server.Client.PostAsync("/v2/models/default/infer", Body(Request(1)))).EnsureSuccessStatusCode().Dispose();
        foreach (TcpClient client in unfinished)
            client.Dispose();
        // What is sent is no picture.
        await Until(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Answers_have_the_headers_that_keep_browsers_safe_and_tell_no_server()
    {
        await using RunningServer server = await Start();
        using HttpResponseMessage answer = await server.Client.GetAsync("/v1/models");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'none'");
        answer.Headers.Server.ShouldBeEmpty();
        answer.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
    }

    [Theory]
    [InlineData("GET /v1/models HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n")]
    [InlineData("POST /v1/read HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    [InlineData("POST /v1/read HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n")]
    [InlineData("POST /v2/models/default/infer HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n")]
    [InlineData("nonsense\r\n\r\n")]
    public async Task Requests_that_are_no_HTTP_are_refused(string request)
    {
        await using RunningServer server = await Start();
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, server.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        using StreamReader answer = new(client.GetStream());
        string first = (await answer.ReadLineAsync())!;
        first.ShouldStartWith("HTTP/1.1 4");
        (await server.Client.GetAsync("/v2/health/live")).EnsureSuccessStatusCode().Dispose();
    }

    /// <summary>Asks on a connection: the first line of the answer, and what it says of the connection.</summary>
    private static async Task<(string Status, string? Connection)> Get(TcpClient client, string path)
    {
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n"));
        (string status, Dictionary<string, string> headers, _) = await RawHttp.Answer(client.GetStream());
        return (status, headers.GetValueOrDefault("Connection"));
    }

    private static async Task<int> Status(RunningServer server, string path, (string Name, string Value)? header)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        if (header is { } one)
            request.Headers.Add(one.Name, one.Value);
        using HttpResponseMessage answer = await server.Client.SendAsync(request);
        return (int)answer.StatusCode;
    }

    /// <summary>A small network with random weights.</summary>
    private static byte[] Trained(ulong seed)
    {
        Network network = Zoo.Architectures.Create("fast", new Shape(1, 28, 28), seed: seed);
        return new OnnxModel(network).ToArray();
    }

    private static string Request(int images)
    {
        string data = JsonSerializer.Serialize(Enumerable.Range(0, images).SelectMany(DrawnDigits.Pixels).Select(pixel => pixel / 255f));
        return $"{{\"inputs\": [{{\"name\": \"images\", \"shape\": [{images}, 784], \"datatype\": \"FP32\", \"data\": {data}}}]}}";
    }
}
