using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Digits.Server;

/// <summary>Compares the key of a request with the server's.</summary>
internal sealed class ApiKey
{
    private const string Scheme = "Bearer ";

    private readonly byte[] _hash;

    internal ApiKey(string key) => _hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <summary>Answers requests without the key with 401. Probes of the machine that watches over the server have none.</summary>
    internal Task Require(HttpContext context, RequestDelegate next)
    {
        PathString path = context.Request.Path;
        bool isAsked = path.StartsWithSegments("/v1") || path.StartsWithSegments("/v2") || path.StartsWithSegments("/metrics");
        bool isOpen = path.StartsWithSegments("/v2/health") || !isAsked;
        if (isOpen || IsIn(context.Request))
            return next(context);
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Refusal.Write(context, StatusCodes.Status401Unauthorized, "The key is missing or wrong; send it in the header X-API-Key.");
    }

    /// <summary>Whether a request has the key, in <c>X-API-Key</c> or as a bearer token. It takes as long whatever the key is.</summary>
    internal bool IsIn(HttpRequest request)
    {
        string? given = request.Headers["X-API-Key"];
        string? authorization = request.Headers.Authorization;
        if (string.IsNullOrEmpty(given) && authorization?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) == true)
            given = authorization[Scheme.Length..];
        return CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given ?? "")), _hash);
    }
}
