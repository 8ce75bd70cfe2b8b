using System.Text.Json;

namespace Digits.Server.Tests;

/// <summary>One server for all tests of a class.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    internal RunningServer Server { get; private set; } = null!;

    /// <summary>The version of its model.</summary>
    internal string Version { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Server = await RunningServer.Start(options => options.MaxImages = 64);
        JsonElement model = await Server.Json(HttpMethod.Get, "/v2/models/default");
        Version = model.GetProperty("versions")[0].GetString()!;
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
