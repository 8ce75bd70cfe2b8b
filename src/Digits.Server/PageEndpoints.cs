using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Digits.Server;

/// <summary>The page to draw on: files that lie in the library.</summary>
internal static class PageEndpoints
{
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string Html = "text/html; charset=utf-8", Style = "text/css; charset=utf-8", Script = "text/javascript; charset=utf-8", Svg = "image/svg+xml";

    private static readonly (string Path, string File, string Type)[] _files =
    [
        ("/", "index.html", Html),
        ("/style.css", "style.css", Style),
        ("/icon.svg", "icon.svg", Svg),
        .. new[] { "app", "answer", "api", "camera", "dom", "examples", "explain", "ink", "models", "sheet", "strokes" }
            .Select(module => ($"/{module}.js", $"{module}.js", Script)),
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
