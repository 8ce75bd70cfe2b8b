using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Digits.Server;

/// <summary>
/// Metrics at <c>/metrics</c> for Prometheus; metrics, traces and logs by OTLP where the usual variables of the environment name a collector.
/// </summary>
internal static class Telemetry
{
    /// <summary>Bounds of the time of a request in seconds. An image takes a millisecond, so they begin far below ASP.NET Core's own.</summary>
    private static readonly double[] _seconds = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

    private static readonly string[] _endpoints =
    [
        "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT",
    ];

    internal static void Add(WebApplicationBuilder builder)
    {
        ConfigurationManager environment = builder.Configuration;
        OpenTelemetryBuilder telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(environment["OTEL_SERVICE_NAME"] ?? "digits", serviceVersion: ServerVersion.Text))
            .WithMetrics(metrics => metrics
                .AddMeter(ServerMeter.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
                .AddView("http.server.request.duration", new ExplicitBucketHistogramConfiguration { Boundaries = _seconds })
                .AddPrometheusExporter());
        if (_endpoints.Any(name => !string.IsNullOrEmpty(environment[name])))
            telemetry.WithTracing(traces => traces.AddAspNetCoreInstrumentation()).WithLogging().UseOtlpExporter();
    }
}
