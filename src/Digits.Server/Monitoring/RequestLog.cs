using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Digits.Server;

/// <summary>A line in the log for each request: who asked for what, and how it went.</summary>
internal sealed partial class RequestLog(ILogger<RequestLog> log)
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
            Answered(request.Method, path, context.Response.StatusCode, milliseconds, request.ContentLength ?? 0, context.Connection.RemoteIpAddress, id);
        }
    }

    private const string Line = "{Method} {Path} {Status} in {Milliseconds} ms, {Bytes} bytes from {Client}, request {RequestId}";

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = Line)]
    private partial void Answered(string method, string? path, int status, double milliseconds, long bytes, IPAddress? client, string requestId);
}
