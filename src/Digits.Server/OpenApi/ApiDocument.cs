using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace Digits.Server;

/// <summary>The description of the API for programs, at <c>/openapi.json</c>, and for people, at <c>/api</c>.</summary>
internal static class ApiDocument
{
    private const string Path = "/openapi.json", KeyScheme = "api_key";

    internal static void Add(IServiceCollection services, bool hasKey)
    {
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, V1Json.Default);
            json.SerializerOptions.TypeInfoResolverChain.Insert(1, V2Json.Default);
            json.SerializerOptions.NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict;
        });
        services.AddOpenApi(options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new OpenApiInfo
                {
                    Title = "Digits",
                    Version = ServerVersion.Text,
                    Description = "Reads handwritten digits. `/v1` takes pictures and gives digits; "
                        + "`/v2` is the Open Inference Protocol, for images of the network's own size.",
                    License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" },
                };
                document.Servers = [new OpenApiServer { Url = "/" }];
                document.Tags = new HashSet<OpenApiTag>
                {
                    new() { Name = "v1", Description = "Pictures in, digits out" },
                    new() { Name = "v2", Description = "Open Inference Protocol, version 2" },
                };
                Secure(document, hasKey);
                return Task.CompletedTask;
            });
        });
    }

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi(Path);
        routes.MapScalarApiReference("/api", (options, context) =>
        {
            // The page starts with a script in its text, and styles itself as it goes; all it loads comes from here.
            string nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
            context.Response.Headers.ContentSecurityPolicy = $"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; "
                + "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
            options.WithTitle("Digits: the API").WithOpenApiRoutePattern(Path).WithFavicon("/icon.svg").WithNonce(nonce)
                .DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp().HideClientButton().HideDeveloperTools();
        });
    }

    private static void Secure(OpenApiDocument document, bool hasKey)
    {
        // An empty requirement says that nothing is needed.
        document.Security = [new OpenApiSecurityRequirement()];
        if (!hasKey)
            return;
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
        document.Components.SecuritySchemes[KeyScheme] =
            new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = "X-API-Key" };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(KeyScheme, document)] = [] }];
    }
}
