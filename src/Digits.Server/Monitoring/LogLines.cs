using System.Net;
using Microsoft.Extensions.Logging;

namespace Digits.Server;

/// <summary>
/// The lines of the log. They stand in one class: the source generator emits several classes in an order that varies between builds, which would change a
/// release's checksums.
/// </summary>
internal static partial class LogLines
{
    private const string Request = "{Method} {Path} {Status} in {Milliseconds} ms, {Bytes} bytes from {Client}, request {RequestId}";

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = Request)]
    internal static partial void Answered(
        this ILogger log, string method, string? path, int status, double milliseconds, long bytes, IPAddress? client, string requestId);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Change}")]
    internal static partial void Changed(this ILogger log, string change);
}
