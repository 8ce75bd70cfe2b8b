using System.Net.Http.Headers;
using System.Text.Json;
using static Digits.Server.Tests.RunningServer;

namespace Digits.Server.Tests;

/// <summary><c>/v1</c>: pictures in, digits out.</summary>
public sealed class V1Tests : IAsyncLifetime
{
    private RunningServer _server = null!;

    public async Task InitializeAsync() => _server = await Start(options => options.MaxRequestBytes = 1_000_000);

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_picture_is_read_as_the_command_line_reads_it()
    {
        JsonElement image = (await Post("/v1/read", DrawnDigits.Picture("24680"))).GetProperty("images")[0];
        image.GetProperty("text").GetString().ShouldBe("24680");
        image.EnumerateObject().Select(property => property.Name).ShouldBe(["source", "width", "height", "text", "digits"]);
        image.GetProperty("digits")[4].GetProperty("confidence").GetDouble().ShouldBeInRange(0.5, 1);
        (await Post("/v1/read?mode=line&min_confidence=1", DrawnDigits.Picture("24680"))).GetProperty("images")[0].GetProperty("text")
            .GetString()!.Length.ShouldBeLessThan(5);
    }

    [Fact]
    public async Task A_form_may_have_several_pictures()
    {
        using MultipartFormDataContent form = new();
        form.Add(new StringContent("not a file"), "remark");
        form.Add(new ByteArrayContent(DrawnDigits.Picture("357")), "file", "a.png");
        form.Add(new ByteArrayContent(DrawnDigits.Picture("90")), "another", "b.png");
        JsonElement images = (await _server.Json(HttpMethod.Post, "/v1/read", form)).GetProperty("images");
        images.EnumerateArray().Select(image => (image.GetProperty("source").GetString(), image.GetProperty("text").GetString()))
            .ShouldBe([("a.png", "357"), ("b.png", "90")]);
    }

    [Fact]
    public async Task Pixels_and_pictures_of_one_digit_are_classified()
    {
        int right = 0;
        for (int i = 0; i < 20; i++)
        {
            JsonElement answer = await _server.Json(HttpMethod.Post, "/v1/classify", Body(new { images = new[] { DrawnDigits.Pixels(i) } }));
            JsonElement image = answer.GetProperty("images")[0];
            right += image.TryGetProperty("label", out JsonElement label) && label.GetString() == $"{DrawnDigits.Set.Labels[i]}" ? 1 : 0;
            image.GetProperty("probabilities").EnumerateArray().Sum(one => one.GetProperty("probability").GetDouble()).ShouldBe(1, 1e-4);
        }

        right.ShouldBeGreaterThan(17);
        JsonElement framed = (await Post("/v1/classify", DrawnDigits.Picture("3"))).GetProperty("images")[0];
        framed.GetProperty("label").GetString().ShouldBe("3");
        framed.GetProperty("frame").GetArrayLength().ShouldBe(784);
    }

    [Fact]
    public async Task The_models_are_told()
    {
        JsonElement model = (await _server.Json(HttpMethod.Get, "/v1/models")).GetProperty("models")[0];
        model.GetProperty("name").GetString().ShouldBe("default");
        model.GetProperty("labels").GetArrayLength().ShouldBe(11);
        model.GetProperty("reads_pictures").GetBoolean().ShouldBeTrue();
        model.GetProperty("version").GetString()!.Length.ShouldBe(12);
    }

    [Fact]
    public async Task What_cannot_be_answered_is_a_problem_with_one_line()
    {
        await Problem("/v1/read", 400, new ByteArrayContent([]), "empty");
        await Problem("/v1/read", 400, new ByteArrayContent([1, 2, 3]), "the picture");
        await Problem("/v1/read?mode=page5", 400, new ByteArrayContent(DrawnDigits.Picture("1")), "mode");
        await Problem("/v1/read?min_confidence=2", 400, new ByteArrayContent(DrawnDigits.Picture("1")), "min_confidence");
        await Problem("/v1/read?model=nosuch", 404, new ByteArrayContent(DrawnDigits.Picture("1")), "nosuch");
        await Problem("/v1/read", 413, new ByteArrayContent(new byte[1_000_001]), "larger");
        await Problem("/v1/classify", 400, Body("{\"images\": [[1, 2]]}"), "784");
        await Problem("/v1/classify", 400, Body("{\"images\": []}"), "no images");
        await Problem("/v1/classify", 400, Body("{\"images\": [[\"a\"]]}"), "JSON");
        await Problem("/v1/classify", 400, Body("nonsense"), "JSON");
        await Problem("/v1/classify", 400, Body("null"), "null");
        await Problem("/v1/classify", 400, Body(new { images = new[] { Enumerable.Repeat(256, 784).ToArray() } }), "256");
        await Problem("/v1/nosuch", 404, Body("{}"), "/v1/nosuch");
        using MultipartFormDataContent noFile = new() { { new StringContent("x"), "remark" } };
        await Problem("/v1/read", 400, noFile, "no file");
        using ByteArrayContent noBoundary = new([1]);
        noBoundary.Headers.ContentType = new MediaTypeHeaderValue("multipart/form-data");
        await Problem("/v1/read", 400, noBoundary, "boundary");
    }

    private async Task Problem(string path, int status, HttpContent body, string says)
    {
        JsonElement problem = await _server.Json(HttpMethod.Post, path, body, status, "application/problem+json");
        problem.GetProperty("status").GetInt32().ShouldBe(status);
        string detail = problem.GetProperty("detail").GetString()!;
        detail.ShouldContain(says);
        detail.ShouldNotContain('\n');
    }

    private Task<JsonElement> Post(string path, byte[] picture) => _server.Json(HttpMethod.Post, path, new ByteArrayContent(picture));
}
