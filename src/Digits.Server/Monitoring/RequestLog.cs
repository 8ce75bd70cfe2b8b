using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Digits.Server;

/// <summary>A line in the log for each request: who asked for what, and how it went.</summary>
internal sealed class RequestLog(ILogger<RequestLog> log)
{
    internal async Task Write(HttpContext context, RequestDelegate next)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            HttpRequest request = context.Request;
            double milliseconds = Math.Round(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 2);
            (string? path, string id) = (request.Path.Value, context.TraceIdentifier);
            (int status, long bytes, IPAddress? client) = (context.Response.StatusCode, request.ContentLength ?? 0, context.Connection.RemoteIpAddress);
            log.Answered(request.Method, path, status, milliseconds, bytes, client, id);
        }
    }
}
