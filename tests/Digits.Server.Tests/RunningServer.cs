using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Digits.Server.Tests;

/// <summary>A server at a free port, and a client for it.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly WebApplication _server;

    private RunningServer(WebApplication server)
    {
        _server = server;
        Port = new Uri(server.Urls.First()).Port;
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}") };
    }

    internal HttpClient Client { get; }

    internal int Port { get; }

    internal IServiceProvider Services => _server.Services;

    internal bool IsEnding => _server.Lifetime.ApplicationStopping.IsCancellationRequested;

    internal ServerParts Parts => _server.Services.GetRequiredService<ServerParts>();

    internal static async Task<RunningServer> Start(Action<DigitsServerOptions>? configure = null)
    {
        WebApplication server = DigitsServer.Create(IPAddress.Loopback, port: 0, isLogJson: true, options => configure?.Invoke(options));
        await server.StartAsync();
        return new RunningServer(server);
    }

    /// <summary>Asks the server to end, and waits until it has.</summary>
    /// <param name="hurry">Cuts short what it does before its end.</param>
    internal Task Stop(CancellationToken hurry = default) => _server.StopAsync(hurry);

    /// <summary>An answer as JSON, which it has to be, with the status that is expected.</summary>
    internal async Task<JsonElement> Json(HttpMethod method, string path, HttpContent? body = null, int status = 200, string type = "application/json")
    {
        using HttpRequestMessage request = new(method, path) { Content = body };
        // What is refused before it is sent leaves no half of a body on its way, which would cut the answer off.
        request.Headers.ExpectContinue = status is 413;
        using HttpResponseMessage response = await Client.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(status, text);
        response.Content.Headers.ContentType!.MediaType.ShouldBe(type, text);
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    internal static StringContent Body(string json) => new(json, Encoding.UTF8, "application/json");

    internal static JsonContent Body(object json) => JsonContent.Create(json);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
    }
}
