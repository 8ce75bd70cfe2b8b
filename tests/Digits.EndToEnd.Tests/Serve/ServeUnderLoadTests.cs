using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Digits.EndToEnd.Tests.Support;
using Digits.Engine;

namespace Digits.EndToEnd.Tests.Serve;

/// <summary><c>digits serve</c> as a process while many ask at once: its end, and models that are replaced.</summary>
public sealed class ServeUnderLoadTests : IDisposable
{
    private const int Clients = 8;

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>
    /// Clients with an open connection are told by the last answer that it closes, so none of their requests may be lost. Others connect anew for each request
    /// until nobody listens: what the server takes is answered in full.
    /// </summary>
    [SkippableFact]
    public async Task A_server_that_is_asked_to_end_loses_no_request()
    {
        Skip.If(OperatingSystem.IsWindows(), "There are no signals.");
        using ServerProcess server = new();
        int port = new Uri(await server.Address).Port;
        string body = Request();
        int[] answered = new int[2 * Clients];
        Task[] faithful = [.. Enumerable.Range(0, Clients).Select(i => Task.Run(async () =>
        {
            using RawConnection connection = (await RawConnection.Open(port)).ShouldNotBeNull();
            for (bool isLast = false; !isLast; answered[i]++)
            {
                (int status, isLast) = await connection.Post("/v2/models/default/infer", body);
                status.ShouldBe(200, $"after {answered[i]} requests");
            }
        })),];
        Task[] restless = [.. Enumerable.Range(Clients, Clients).Select(i => Task.Run(async () =>
        {
            while (await RawConnection.Open(port) is { } connection)
            {
                using (connection)
                {
                    (int status, _) = await connection.Post("/v2/models/default/infer", body);
                    // The system takes connections before the server does: of those it never saw there is not one byte.
                    status.ShouldBeOneOf(200, 0);
                    answered[i] += status == 200 ? 1 : 0;
                }
            }
        })),];
        while (answered.Any(count => Volatile.Read(ref count) < 5) && !faithful.Concat(restless).Any(task => task.IsCompleted))
            await Task.Delay(20);

        server.Signal("TERM");
        await Task.WhenAll([.. faithful, .. restless]).WaitAsync(_patience);
        CliResult result = server.WaitForExit();
        result.ShouldSucceed();
        result.Error.ShouldNotContain("fail:");
    }

    [Fact]
    public async Task A_model_that_is_replaced_under_load_fails_no_request_and_mixes_no_weights()
    {
        byte[][] models = [.. Enumerable.Range(1, 3)
            .Select(seed => new OnnxModel(Zoo.Architectures.Create("fast", new Shape(1, 28, 28), seed: (ulong)seed)).ToArray())];
        string[] versions = [.. models.Select(model => Convert.ToHexStringLower(SHA256.HashData(model))[..12])];
        string file = _folder.Write("m.onnx", models[0]);
        using ServerProcess server = ServerProcess.With("--model", $"m={file}");
        using HttpClient client = new() { BaseAddress = new Uri(await server.Address) };
        string body = Request();
        ConcurrentDictionary<string, string> answers = [];
        using CancellationTokenSource end = new(_patience);
        Task[] load = [.. Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
                await Ask(client, body, answers);
        })),];

        // Another file takes the place in one step.
        File.WriteAllBytes(_folder["next.onnx"], models[1]);
        File.Move(_folder["next.onnx"], file, overwrite: true);
        await Says(server, load, $"model m is {versions[1]} now, before {versions[0]}");

        // A slow copy: half of a file is no model, however long it stays so.
        await using (FileStream slow = new(file, FileMode.Create, FileAccess.Write, FileShare.ReadWrite))
        {
            await slow.WriteAsync(models[2].AsMemory(0, models[2].Length / 2));
            await slow.FlushAsync();
            await Says(server, load, $"model m stays {versions[1]}");
            await slow.WriteAsync(models[2].AsMemory(models[2].Length / 2));
        }

        await Says(server, load, $"model m is {versions[2]} now, before {versions[1]}");
        await Ask(client, body, answers);
        await end.CancelAsync();
        await Task.WhenAll(load);
        answers.Keys.Order().ShouldBe(versions.Order());
        answers.Values.ShouldBeUnique();
        if (!OperatingSystem.IsWindows())
            server.End("INT").ShouldSucceed();
    }

    /// <summary>Asks once: the answer has to be that of the version that it names.</summary>
    private static async Task Ask(HttpClient client, string body, ConcurrentDictionary<string, string> answers)
    {
        using StringContent content = new(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await client.PostAsync("/v2/models/m/infer", content);
        response.IsSuccessStatusCode.ShouldBeTrue();
        JsonElement answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        string version = answer.GetProperty("model_version").GetString()!, numbers = answer.GetProperty("outputs")[0].GetProperty("data").ToString();
        answers.GetOrAdd(version, numbers).ShouldBe(numbers, version);
    }

    /// <summary>Waits for a line of the log, as long as nothing of the load has failed.</summary>
    private static async Task Says(ServerProcess server, Task[] load, string line)
    {
        for (int tries = 0; !server.Log.Any(one => one.Contains(line, StringComparison.Ordinal)); tries++)
        {
            tries.ShouldBeLessThan(1200, $"'{line}' is not in {string.Join('\n', server.Log)}");
            load.Where(task => task.IsCompleted).Select(task => task.Exception?.Message).ShouldBeEmpty();
            await Task.Delay(50);
        }
    }

    private static string Request() =>
        $"{{\"inputs\": [{{\"name\": \"images\", \"shape\": [1, 784], \"datatype\": \"FP32\", \"data\": [{string.Join(',', Enumerable.Range(0, 784).Select(i => i % 28 is > 12 and < 16 ? 1 : 0))}]}}]}}";
}
