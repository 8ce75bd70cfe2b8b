using Microsoft.AspNetCore.Http;

namespace Digits.Server;

/// <summary>Says why a request is not answered, in the form that its API has for it.</summary>
internal static class Refusal
{
    internal static Task Write(HttpContext context, int status, string detail) =>
        context.Request.Path.StartsWithSegments("/v2") ? V2Endpoints.Error(context, status, detail) : V1Endpoints.Problem(context, status, detail);
}
