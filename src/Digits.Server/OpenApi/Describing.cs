using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;

namespace Digits.Server;

/// <summary>Says in the OpenAPI document what an endpoint takes and gives.</summary>
internal static class Describing
{
    private static readonly string[] _pictures = ["image/png", "image/jpeg", "image/webp", "image/tiff", "image/bmp", "image/gif"];

    private static readonly string[] _laters = ["429", "503"];

    /// <summary>An endpoint of <c>/v1</c>: its answer, an example of it, and with which statuses it refuses.</summary>
    internal static T Gives<T>(this T endpoint, Type document, string example, params ReadOnlySpan<int> refusals)
        where T : IEndpointConventionBuilder
    {
        endpoint.Answers(document, example);
        foreach (int status in refusals)
            endpoint.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(ProblemDetails), ["application/problem+json"]));
        return endpoint;
    }

    /// <summary>An endpoint of <c>/v2</c>: its answer, an example of it, and with which statuses it refuses.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="document">The type of its answer; null where it has no body, or where <see cref="InferDescription"/> says what it is.</param>
    /// <param name="example">An example of the answer, as JSON.</param>
    /// <param name="refusals">The statuses.</param>
    internal static T Infers<T>(this T endpoint, Type? document, string? example, params ReadOnlySpan<int> refusals)
        where T : IEndpointConventionBuilder
    {
        endpoint.Answers(document, example);
        foreach (int status in refusals)
            endpoint.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(InferenceError), ["application/json"]));
        return endpoint;
    }

    /// <summary>A request whose body is a picture, or a form with pictures.</summary>
    internal static T TakesPictures<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.Changes(operation =>
    {
        OpenApiRequestBody body = Body(operation, "A picture, or a form with up to 32 files.");
        foreach (string type in _pictures)
            body.Content![type] = new OpenApiMediaType { Schema = Binary() };
        OpenApiSchema files = new() { Type = JsonSchemaType.Array, Items = Binary() };
        body.Content!["multipart/form-data"] = new OpenApiMediaType
        {
            Schema = Object(["file"], ("file", files)),
        };
    });

    /// <summary>A request whose body may be JSON with pixels.</summary>
    internal static T TakesPixels<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.Changes(operation =>
    {
        OpenApiSchema pixel = new() { Type = JsonSchemaType.Integer, Minimum = "0", Maximum = "255" };
        OpenApiSchema image = new() { Type = JsonSchemaType.Array, Items = pixel };
        OpenApiSchema name = new() { Type = JsonSchemaType.String, Description = "The name of a model; the first one where it is missing." };
        OpenApiSchema images = new() { Type = JsonSchemaType.Array, Items = image, Description = "Images, row by row: 0 is ground, 255 is ink." };
        Body(operation, "Pixels, or a picture of one digit, or a form with such pictures.").Content!["application/json"] = new OpenApiMediaType
        {
            Schema = Object(["images"], ("images", images), ("model", name)),
            Example = new JsonObject { ["images"] = new JsonArray(ExampleImage.Pixels(most: 255)) },
        };
    });

    /// <summary>A parameter in the query.</summary>
    internal static T Query<T>(this T endpoint, string name, string description, OpenApiSchema? schema = null)
        where T : IEndpointConventionBuilder => endpoint.Changes(operation => (operation.Parameters ??= []).Add(new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Query,
            Description = description,
            Schema = schema ?? Text(),
        }));

    /// <summary>Changes the description of an endpoint.</summary>
    internal static T Changes<T>(this T endpoint, Action<OpenApiOperation> change)
        where T : IEndpointConventionBuilder => endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
    {
        change(operation);
        return Task.CompletedTask;
    });

    internal static OpenApiSchema Binary() => new() { Type = JsonSchemaType.String, Format = "binary" };

    internal static OpenApiRequestBody Body(OpenApiOperation operation, string description)
    {
        OpenApiRequestBody body = operation.RequestBody as OpenApiRequestBody ?? new OpenApiRequestBody();
        body.Content ??= new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal);
        (body.Required, body.Description) = (true, description);
        operation.RequestBody = body;
        return body;
    }

    private static T Answers<T>(this T endpoint, Type? document, string? example)
        where T : IEndpointConventionBuilder
    {
        // An endpoint whose method is not known is left out of the document.
        endpoint.WithMetadata(((Func<HttpContext, Task>)Method).Method);
        endpoint.WithMetadata(new ProducesResponseTypeMetadata(200, document ?? typeof(void), document is null ? [] : ["application/json"]));
        return endpoint.AddOpenApiOperationTransformer((operation, context, _) =>
        {
            foreach (string name in PathNames(context.Description.RelativePath))
            {
                OpenApiParameter parameter = new() { Name = name, In = ParameterLocation.Path, Required = true, Schema = Text(), Description = $"The {name}." };
                (operation.Parameters ??= []).Add(parameter);
            }

            if (example is not null && operation.Responses?["200"].Content is { } content)
                content["application/json"].Example = JsonNode.Parse(example);
            foreach (string busy in _laters)
            {
                if (operation.Responses?.TryGetValue(busy, out IOpenApiResponse? response) == true && response is OpenApiResponse { } refusal)
                    (refusal.Headers ??= new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal))["Retry-After"] = Seconds();
            }

            return Task.CompletedTask;
        });
    }

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    internal static OpenApiSchema Object(string[] required, params (string Name, OpenApiSchema Schema)[] properties) => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string>(required, StringComparer.Ordinal),
        Properties = properties.ToDictionary(property => property.Name, IOpenApiSchema (property) => property.Schema, StringComparer.Ordinal),
    };

    private static OpenApiHeader Seconds() =>
        new() { Description = "When to try again, in seconds.", Schema = new OpenApiSchema { Type = JsonSchemaType.Integer } };

    private static IEnumerable<string> PathNames(string? path) =>
        (path ?? "").Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}'));

    private static Task Method(HttpContext context) => Task.CompletedTask;
}
