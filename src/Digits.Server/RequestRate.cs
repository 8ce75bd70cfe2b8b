using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;

namespace Digits.Server;

/// <summary>How many requests a client may send: what it did not use in the last second is gone. Probes and the page are not counted.</summary>
internal static class RequestRate
{
    internal static void Limit(RateLimiterOptions limits, int perSecond)
    {
        limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, IPAddress>(context => IsCounted(context.Request.Path)
            ? RateLimitPartition.GetTokenBucketLimiter(context.Connection.RemoteIpAddress ?? IPAddress.None, _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = perSecond,
                TokensPerPeriod = perSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            })
            : RateLimitPartition.GetNoLimiter(IPAddress.None));
        limits.OnRejected = (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = "1";
            string detail = $"This server answers {perSecond} requests a second from one address; try again in a second.";
            return new ValueTask(Refusal.Write(rejected.HttpContext, StatusCodes.Status429TooManyRequests, detail));
        };
    }

    private static bool IsCounted(PathString path) =>
        path.StartsWithSegments("/v1") || (path.StartsWithSegments("/v2") && !path.StartsWithSegments("/v2/health"));
}
