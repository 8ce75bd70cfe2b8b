using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using static Digits.Server.Tests.RunningServer;

namespace Digits.Server.Tests;

/// <summary>The description of the API says what the API is.</summary>
public sealed class OpenApiTests
{
    [Fact]
    public async Task Every_endpoint_of_the_API_is_described_with_an_answer_and_words()
    {
        await using RunningServer server = await Start();
        JsonElement paths = (await server.Json(HttpMethod.Get, "/openapi.json")).GetProperty("paths");
        string[] described =
        [
            .. paths.EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(operation => $"{operation.Name.ToUpperInvariant()} {path.Name}"))
                .Order(StringComparer.Ordinal),
        ];
        described.ShouldBe(Endpoints(server).Order(StringComparer.Ordinal));
        foreach (JsonElement operation in paths.EnumerateObject().SelectMany(path => path.Value.EnumerateObject()).Select(operation => operation.Value))
        {
            operation.GetProperty("summary").GetString().ShouldNotBeNullOrEmpty();
            operation.GetProperty("operationId").GetString().ShouldNotBeNullOrEmpty();
            operation.GetProperty("responses").TryGetProperty("200", out _).ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData("/v1/classify", "/v1/classify")]
    [InlineData("/v2/models/{model}/infer", "/v2/models/default/infer")]
    public async Task The_example_of_a_request_gets_an_answer_like_the_example_of_the_answer(string described, string asked)
    {
        await using RunningServer server = await Start();
        JsonElement operation = (await server.Json(HttpMethod.Get, "/openapi.json")).GetProperty("paths").GetProperty(described).GetProperty("post");
        string request = Example(operation.GetProperty("requestBody")).ToString();
        JsonElement answer = await server.Json(HttpMethod.Post, asked, Body(request));
        Keys(answer).ShouldBe(Keys(Example(operation.GetProperty("responses").GetProperty("200"))));
        answer.ToString().ShouldContain(described.StartsWith("/v1", StringComparison.Ordinal) ? "\"label\":\"1\"" : ":1:1");
    }

    [Fact]
    public async Task The_example_of_the_models_has_the_keys_of_the_answer()
    {
        await using RunningServer server = await Start();
        JsonElement paths = (await server.Json(HttpMethod.Get, "/openapi.json")).GetProperty("paths");
        foreach ((string described, string asked) in new[] { ("/v1/models", "/v1/models"), ("/v2/models/{model}", "/v2/models/default"), ("/v2", "/v2") })
        {
            JsonElement example = Example(paths.GetProperty(described).GetProperty("get").GetProperty("responses").GetProperty("200"));
            Keys(await server.Json(HttpMethod.Get, asked)).ShouldBe(Keys(example), described);
        }
    }

    [Fact]
    public async Task A_key_is_described_where_one_is_wanted()
    {
        await using RunningServer open = await Start();
        (await open.Json(HttpMethod.Get, "/openapi.json")).GetProperty("security")[0].EnumerateObject().ShouldBeEmpty();
        await using RunningServer closed = await Start(options => options.ApiKey = "sesame");
        JsonElement document = await closed.Json(HttpMethod.Get, "/openapi.json");
        JsonElement scheme = document.GetProperty("components").GetProperty("securitySchemes").GetProperty("api_key");
        scheme.GetProperty("name").GetString().ShouldBe("X-API-Key");
        document.GetProperty("security")[0].TryGetProperty("api_key", out _).ShouldBeTrue();
    }

    private static JsonElement Example(JsonElement body) => body.GetProperty("content").GetProperty("application/json").GetProperty("example");

    private static IEnumerable<string> Endpoints(RunningServer server) =>
        from endpoint in server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let path = endpoint.RoutePattern.RawText!.TrimEnd('/')
        where path.StartsWith("/v1", StringComparison.Ordinal) || path.StartsWith("/v2", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []
        select $"{method} {path}";

    /// <summary>The keys of a document, with those of the first element of each list.</summary>
    private static string[] Keys(JsonElement json, string path = "") => json.ValueKind switch
    {
        JsonValueKind.Object =>
            [.. json.EnumerateObject().SelectMany(property => Keys(property.Value, $"{path}/{property.Name}")).Order(StringComparer.Ordinal)],
        JsonValueKind.Array when json.GetArrayLength() > 0 => Keys(json[0], path),
        _ => [path],
    };
}
