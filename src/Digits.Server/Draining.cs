using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Digits.Server;

/// <summary>
/// The end of the server in good order. A client that sends its next request on an open connection while the server closes it cannot know whether the request
/// was taken. So the server goes on for a moment, and each answer closes its connection: by the time that nobody can connect, busy clients are gone.
/// </summary>
internal sealed class Draining(IHostApplicationLifetime lifetime, IOptions<DigitsServerOptions> options) : IHostedLifecycleService
{
    /// <summary>Lets answers say that their connection closes, once the server has been asked to end.</summary>
    internal Task CloseConnections(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(() =>
        {
            if (lifetime.ApplicationStopping.IsCancellationRequested)
                context.Response.Headers.Connection = "close";
            return Task.CompletedTask;
        });
        return next(context);
    }

    /// <inheritdoc />
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        // Who calls StopAsync without a signal has not asked for the end before.
        lifetime.StopApplication();
        if (options.Value.DrainTime > TimeSpan.Zero)
            await Task.Delay(options.Value.DrainTime, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
