using System.Net;
using System.Text;
using System.Text.Json;
using Digits.EndToEnd.Tests.Support;

namespace Digits.EndToEnd.Tests.Serve;

/// <summary>What the server tells those who watch it, as a process.</summary>
public sealed class TelemetryTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_collector_that_the_environment_names_gets_metrics_traces_and_logs()
    {
        using HttpListener collector = new();
        string address = Listen(collector);
        string[] environment = [$"OTEL_EXPORTER_OTLP_ENDPOINT={address}", "OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf", "OTEL_METRIC_EXPORT_INTERVAL=500"];
        using ServerProcess server = ServerProcess.In(environment, "--log-requests");
        using HttpClient client = new() { BaseAddress = new Uri(await server.Address) };
        (await client.GetAsync("/v1/models")).EnsureSuccessStatusCode().Dispose();

        Dictionary<string, string> got = [];
        Dictionary<string, string> wanted =
            new(StringComparer.Ordinal) { ["/v1/metrics"] = "digits.queue.images", ["/v1/traces"] = "GET", ["/v1/logs"] = "/v1/models" };
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(2));
        while (!wanted.All(one => got.GetValueOrDefault(one.Key, "").Contains(one.Value, StringComparison.Ordinal)))
        {
            HttpListenerContext export = await collector.GetContextAsync().WaitAsync(patience.Token);
            using MemoryStream body = new();
            await export.Request.InputStream.CopyToAsync(body);
            got[export.Request.Url!.AbsolutePath] = got.GetValueOrDefault(export.Request.Url!.AbsolutePath, "") + Encoding.Latin1.GetString(body.ToArray());
            export.Response.Close();
        }

        got["/v1/metrics"].ShouldContain("service.name");
        // Whoever collects may be gone by then: the end does not wait for it.
        collector.Stop();
        server.End("TERM").ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task The_log_is_an_object_a_line_with_a_line_for_each_request()
    {
        using ServerProcess server = ServerProcess.With("--log-requests", "--log-json");
        using HttpClient client = new() { BaseAddress = new Uri(await server.Address) };
        (await client.GetAsync("/v1/nosuch\n")).Dispose();
        JsonElement[] log =
        [
            .. server.End("TERM").Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line.StartsWith('{'))
                .Select(line => JsonSerializer.Deserialize<JsonElement>(line)),
        ];
        JsonElement state = log.Select(line => line.GetProperty("State")).Single(state => state.TryGetProperty("Path", out _));
        state.GetProperty("Status").GetInt32().ShouldBe(404);
        state.GetProperty("Path").GetString()!.ShouldStartWith("/v1/nosuch");
        state.GetProperty("Milliseconds").GetDouble().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task The_servers_of_the_manifest_are_started_with_a_command_that_works()
    {
        string manifest = File.ReadAllText(Repository.File("deploy/serve.yaml"));
        int start = manifest.IndexOf('[', manifest.IndexOf("args:", StringComparison.Ordinal));
        string[] arguments = JsonSerializer.Deserialize<string[]>(manifest[start..(manifest.IndexOf(']', start) + 1)])!;
        arguments[0].ShouldBe("serve");
        File.WriteAllText(_folder["key"], "sesame");
        arguments[Array.IndexOf(arguments, "--address") + 1] = "localhost";
        arguments[Array.IndexOf(arguments, "--api-key-file") + 1] = _folder["key"];
        using ServerProcess server = ServerProcess.With(arguments[1..]);
        using HttpClient client = new() { BaseAddress = new Uri(await server.Address) };
        string[] paths = [.. manifest.Split("path: ")[1..].Select(rest => rest.Split(',', '}', '\n')[0]).Where(path => path.StartsWith('/'))];
        paths.Length.ShouldBeGreaterThan(2);
        client.DefaultRequestHeaders.Add("X-API-Key", "sesame");
        foreach (string path in paths)
            (await client.GetAsync(path)).EnsureSuccessStatusCode().Dispose();
    }

    private static string Listen(HttpListener collector)
    {
        using System.Net.Sockets.TcpListener free = new(IPAddress.Loopback, 0);
        free.Start();
        string address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/";
        free.Stop();
        collector.Prefixes.Add(address);
        collector.Start();
        return address;
    }
}
