using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Digits.Server;

/// <summary>What the endpoints work with: one for a server.</summary>
internal sealed class ServerParts : IAsyncDisposable
{
    public ServerParts(IOptions<DigitsServerOptions> options, IMeterFactory meters)
    {
        Options = options.Value;
        Models = new ModelStore(Options.ModelsOrDefault);
        int threads = Options.Threads == 0 ? Environment.ProcessorCount : Options.Threads;
        Batcher = new MicroBatcher(Options.MaxBatch, Options.MaxQueue, threads);
        Reads = new ReadGate(threads, mostWaiting: 2 * threads);
        Meter = new ServerMeter(meters, () => Batcher.Waiting, () => Reads.Inside);
        Batcher.OnBatch = Meter.Batch;
        Bodies = new BodyBudget(16 * Options.MaxRequestBytes);
    }

    internal DigitsServerOptions Options { get; }

    internal ModelStore Models { get; }

    internal MicroBatcher Batcher { get; }

    internal ReadGate Reads { get; }

    internal ServerMeter Meter { get; }

    internal BodyBudget Bodies { get; }

    internal static ServerParts Of(HttpContext context) => context.RequestServices.GetRequiredService<ServerParts>();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Batcher.DisposeAsync();
        Reads.Dispose();
    }
}
