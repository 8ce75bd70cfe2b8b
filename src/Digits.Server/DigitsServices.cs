using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Digits.Server;

/// <summary>Puts the reading of digits into an ASP.NET Core application.</summary>
public static class DigitsServices
{
    /// <summary>Adds the models and what runs them.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Which models, and how much at once; the bundled model where null.</param>
    public static IServiceCollection AddDigits(this IServiceCollection services, Action<DigitsServerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<DigitsServerOptions>().Configure(options => configure?.Invoke(options));
        services.AddMetrics();
        services.AddSingleton<ServerParts>();
        services.AddSingleton(provider => provider.GetRequiredService<ServerParts>().Models);
        services.AddHostedService<ModelWatcher>();
        return services;
    }

    /// <summary>
    /// Adds the endpoints: <c>/v1</c> reads and classifies pictures, <c>/v2</c> is the Open Inference Protocol. What this returns puts rules of the application
    /// on all of them, such as authorization.
    /// </summary>
    /// <param name="endpoints">The application's endpoints.</param>
    public static RouteGroupBuilder MapDigits(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        // Loads the models now, so that one that cannot be used is told before the first request.
        endpoints.ServiceProvider.GetRequiredService<ServerParts>();
        RouteGroupBuilder all = endpoints.MapGroup("");
        V1Endpoints.Map(all.MapGroup("/v1").WithTags("v1"));
        V2Endpoints.Map(all.MapGroup("/v2").WithTags("v2"));
        return all;
    }
}
