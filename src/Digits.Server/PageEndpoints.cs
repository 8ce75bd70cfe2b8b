using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Digits.Server;

/// <summary>The page to draw on: files that lie in the library.</summary>
internal static class PageEndpoints
{
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly (string Path, string File, string Type)[] _files =
    [
        ("/", "index.html", "text/html; charset=utf-8"),
        ("/app.js", "app.js", "text/javascript; charset=utf-8"),
        ("/style.css", "style.css", "text/css; charset=utf-8"),
        ("/icon.svg", "icon.svg", "image/svg+xml"),
    ];

    internal static void Map(IEndpointRouteBuilder routes)
    {
        foreach ((string path, string file, string type) in _files)
        {
            byte[] bytes = Load(file);
            routes.MapGet(path, (HttpContext context) =>
            {
                context.Response.Headers.ContentSecurityPolicy = Policy;
                context.Response.Headers.CacheControl = "no-cache";
                return TypedResults.Bytes(bytes, type).ExecuteAsync(context);
            });
        }
    }

    private static byte[] Load(string file)
    {
        using Stream stream = typeof(PageEndpoints).Assembly.GetManifestResourceStream($"Digits.Server.Page.{file}")!;
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
