using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Digits.Server;

/// <summary>Looks at the files of the models again and again, and loads one that was replaced.</summary>
internal sealed class ModelWatcher(ModelStore models, IOptions<DigitsServerOptions> options, ILogger<ModelWatcher> log) : BackgroundService
{
    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.ReloadInterval <= TimeSpan.Zero)
            return;
        using PeriodicTimer timer = new(options.Value.ReloadInterval);
        while (await Next(timer, stoppingToken))
        {
            foreach (ModelSlot slot in models.Slots)
            {
                if (slot.Reload() is { } change)
                    log.Changed(change);
            }
        }
    }

    private static async Task<bool> Next(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
