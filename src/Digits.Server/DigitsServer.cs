using System.Net;
using Digits.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Digits.Server;

/// <summary>The server of <c>digits serve</c>: the endpoints with limits, headers and a log.</summary>
public static class DigitsServer
{
    /// <summary>Time for requests that were accepted when the server is asked to end.</summary>
    private static readonly TimeSpan _shutdown = TimeSpan.FromSeconds(30);

    /// <summary>Makes a server; <c>Run</c> starts it.</summary>
    /// <param name="address">Where it listens.</param>
    /// <param name="port">The port; 0 for a free one.</param>
    /// <param name="isLogJson">Whether each line of the log is a JSON object.</param>
    /// <param name="configure">What is served.</param>
    /// <exception cref="DigitsException">A model cannot be used.</exception>
    public static WebApplication Create(IPAddress address, int port, bool isLogJson, Action<DigitsServerOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        DigitsServerOptions options = new();
        configure(options);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Digits", LogLevel.Information)
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        if (isLogJson)
            builder.Logging.AddJsonConsole(console => console.UseUtcTimestamp = true);
        else
            builder.Logging.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat) = (true, "HH:mm:ss "));
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);

        // The address is given; what the environment of a container says of it would bring a warning only.
        builder.WebHost.UseSetting(WebHostDefaults.HttpPortsKey, "").UseSetting(WebHostDefaults.ServerUrlsKey, "");
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.MaxRequestBytes;
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 1000, gracePeriod: TimeSpan.FromSeconds(5));
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Listen(address, port);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = _shutdown);
        RequestTimeoutPolicy timeout = new() { Timeout = options.RequestTimeout, WriteTimeoutResponse = TooLong };
        builder.Services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = timeout);
        builder.Services.AddDigits(configure).AddSingleton<Draining>().AddHostedService(provider => provider.GetRequiredService<Draining>());
        if (options.MaxRequestsPerSecond > 0)
            builder.Services.AddRateLimiter(limits => RequestRate.Limit(limits, options.MaxRequestsPerSecond));
        builder.Services.AddSingleton<RequestLog>();
        Telemetry.Add(builder);
        ApiDocument.Add(builder.Services, hasKey: options.ApiKey is { Length: > 0 });

        WebApplication application = builder.Build();
        application.Use(SecurityHeaders);
        application.Use(application.Services.GetRequiredService<Draining>().CloseConnections);
        if (options.IsLoggingRequests)
            application.Use(application.Services.GetRequiredService<RequestLog>().Write);
        application.UseExceptionHandler(failed => failed.Run(context =>
            Refusal.Write(context, StatusCodes.Status500InternalServerError, "The server failed at this request; its log says why.")));
        if (options.MaxRequestsPerSecond > 0)
            application.UseRateLimiter();
        application.UseRequestTimeouts();
        if (options.ApiKey is { Length: > 0 } key)
            application.Use(new ApiKey(key).Require);
        application.MapDigits();
        application.MapPrometheusScrapingEndpoint().WithDescription("Metrics in the text form of Prometheus.");
        ApiDocument.Map(application);
        PageEndpoints.Map(application);
        application.MapFallback(context =>
            Refusal.Write(context, StatusCodes.Status404NotFound, $"There is no {context.Request.Method} {context.Request.Path}."));
        return application;
    }

    private const int MostConnections = 4096;

    private static Task TooLong(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "1";
        return Refusal.Write(context, StatusCodes.Status503ServiceUnavailable, "The request takes too long; try again later, or with less at once.");
    }

    private static Task SecurityHeaders(HttpContext context, RequestDelegate next)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return next(context);
    }
}
