using System.Buffers.Binary;
using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Digits.Reading;
using static Digits.Server.Tests.RunningServer;

namespace Digits.Server.Tests;

/// <summary><c>/v2</c>: the Open Inference Protocol.</summary>
public sealed class V2Tests : IAsyncLifetime
{
    private const string Infer = "/v2/models/default/infer";

    private RunningServer _server = null!;

    public async Task InitializeAsync() => _server = await Start(options => options.MaxImages = 64);

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Server_and_model_say_what_they_are()
    {
        JsonElement server = await _server.Json(HttpMethod.Get, "/v2");
        server.GetProperty("extensions").EnumerateArray().Select(one => one.GetString()).ShouldContain("binary_tensor_data");
        JsonElement model = await _server.Json(HttpMethod.Get, "/v2/models/default");
        model.GetProperty("inputs")[0].ToString().ShouldBe("{\"name\":\"images\",\"datatype\":\"FP32\",\"shape\":[-1,1,28,28]}");
        model.GetProperty("outputs")[0].ToString().ShouldBe("{\"name\":\"probabilities\",\"datatype\":\"FP32\",\"shape\":[-1,11]}");
        string version = model.GetProperty("versions")[0].GetString()!;
        foreach (string path in new[] { "/v2/health/live", "/v2/health/ready", "/v2/models/default/ready", $"/v2/models/default/versions/{version}/ready" })
            (await _server.Client.GetByteArrayAsync(path)).ShouldBeEmpty(path);
        await Error(HttpMethod.Get, "/v2/models/nosuch", 404, "nosuch");
        await Error(HttpMethod.Get, "/v2/models/default/versions/9/ready", 404, version);
        await Error(HttpMethod.Get, "/v2/nosuch", 404, "/v2/nosuch");
    }

    [Theory]
    [InlineData("[3, 784]", false)]
    [InlineData("[3, 28, 28]", false)]
    [InlineData("[3, 1, 28, 28]", true)]
    public async Task Answers_are_those_of_the_classifier(string shape, bool isNested)
    {
        float[] expected = Expected(3);
        string data = JsonSerializer.Serialize(isNested ? Floats(3).Chunk(28).Chunk(28).Chunk(1) : (object)Floats(3));
        JsonElement answer = await _server.Json(HttpMethod.Post, Infer, Body(
            $"{{\"id\": \"a b\", \"unknown\": [{{}}], \"inputs\": [{{\"name\": \"images\", \"shape\": {shape}, \"datatype\": \"FP32\", \"data\": {data}}}]}}"));
        answer.GetProperty("id").GetString().ShouldBe("a b");
        answer.GetProperty("model_name").GetString().ShouldBe("default");
        JsonElement output = answer.GetProperty("outputs")[0];
        output.GetProperty("shape").ToString().ShouldBe("[3,11]");
        output.GetProperty("data").EnumerateArray().Select(value => value.GetSingle()).ShouldBe(expected);
    }

    [Fact]
    public async Task Whole_numbers_are_pixels_of_0_to_255()
    {
        int[] pixels = [.. Enumerable.Range(0, 2).SelectMany(DrawnDigits.Pixels)];
        float[] expected = Expected(2);
        foreach (string type in new[] { "UINT8", "INT32", "INT64" })
        {
            JsonElement output = (await _server.Json(HttpMethod.Post, Infer, Body(
                $"{{\"inputs\": [{{\"name\": \"images\", \"shape\": [2, 784], \"datatype\": \"{type}\", \"data\": {JsonSerializer.Serialize(pixels)}}}]}}")))
                    .GetProperty("outputs")[0];
            foreach ((float value, float wanted) in output.GetProperty("data").EnumerateArray().Select(one => one.GetSingle()).Zip(expected))
                value.ShouldBe(wanted, 1e-5f);
        }
    }

    [Fact]
    public async Task Tensors_may_follow_the_JSON_as_bytes_both_ways()
    {
        float[] images = Floats(2);
        (byte[] answer, int header) = await Binary(
            "{\"parameters\": {\"binary_data_output\": true}, \"inputs\": [{\"name\": \"images\", \"shape\": [2, 1, 28, 28], \"datatype\": \"FP32\", "
            + $"\"parameters\": {{\"binary_data_size\": {4 * images.Length}}}}}]}}",
            MemoryMarshal.AsBytes(images.AsSpan()).ToArray());
        JsonElement output = JsonSerializer.Deserialize<JsonElement>(answer.AsSpan(0, header)).GetProperty("outputs")[0];
        output.GetProperty("parameters").GetProperty("binary_data_size").GetInt32().ShouldBe(2 * 11 * 4);
        answer.Length.ShouldBe(header + (2 * 11 * 4));
        float[] values = [.. Enumerable.Range(0, 22).Select(i => BinaryPrimitives.ReadSingleLittleEndian(answer.AsSpan(header + (4 * i))))];
        values.ShouldBe(Expected(2));

        (answer, header) = await Binary(
            "{\"inputs\": [{\"name\": \"images\", \"shape\": [1, 784], \"datatype\": \"UINT8\", \"parameters\": {\"binary_data_size\": 784}}], "
            + "\"outputs\": [{\"name\": \"probabilities\", \"parameters\": {\"binary_data\": false}}]}",
            [.. DrawnDigits.Pixels(0).Select(pixel => (byte)pixel)]);
        header.ShouldBe(answer.Length);
    }

    [Fact]
    public async Task The_best_classes_can_be_asked_for()
    {
        JsonElement output = (await _server.Json(HttpMethod.Post, Infer, Body(
            $"{{\"inputs\": [{{\"name\": \"images\", \"shape\": [1, 784], \"datatype\": \"FP32\", \"data\": {JsonSerializer.Serialize(Floats(1))}}}], "
            + "\"outputs\": [{\"name\": \"probabilities\", \"parameters\": {\"classification\": 3}}]}"))).GetProperty("outputs")[0];
        output.GetProperty("datatype").GetString().ShouldBe("BYTES");
        output.GetProperty("shape").ToString().ShouldBe("[1,3]");
        string[] best = [.. output.GetProperty("data").EnumerateArray().Select(one => one.GetString()!)];
        best.Length.ShouldBe(3);
        best[0].Split(':')[2].ShouldBe($"{DrawnDigits.Set.Labels[0]}");
        double.Parse(best[0].Split(':')[0], CultureInfo.InvariantCulture).ShouldBeGreaterThan(0.5);
    }

    [Theory]
    [InlineData("", "JSON")]
    [InlineData("[]", "object")]
    [InlineData("{}", "0 inputs")]
    [InlineData("{\"inputs\": [{\"name\": \"x\"}]}", "'x'")]
    [InlineData("{\"inputs\": [{\"name\": \"images\", \"shape\": [1, 783], \"datatype\": \"FP32\", \"data\": []}]}", "[-1, 1, 28, 28]")]
    [InlineData("{\"inputs\": [{\"name\": \"images\", \"shape\": [1, 784], \"datatype\": \"FP32\", \"data\": [1]}]}", "1 numbers")]
    [InlineData("{\"inputs\": [{\"name\": \"images\", \"shape\": [1, 784], \"datatype\": \"FP32\", \"data\": [true]}]}", "not a number")]
    [InlineData("{\"inputs\": [{\"name\": \"images\", \"shape\": [1, 784], \"datatype\": \"FP32\"}]}", "no data")]
    [InlineData("{\"inputs\": [{\"name\": \"images\", \"shape\": [-1, 784], \"datatype\": \"FP32\", \"data\": []}]}", "1 to 64")]
    [InlineData("{\"inputs\": [{\"name\": \"images\", \"shape\": [9223372036854775807, 784], \"datatype\": \"FP32\", \"data\": []}]}", "1 to 64")]
    [InlineData("{\"inputs\": [{\"name\": \"images\", \"shape\": [1.5, 784], \"datatype\": \"FP32\", \"data\": []}]}", "whole number")]
    [InlineData("{\"inputs\": [{\"name\": \"images\", \"shape\": [1, 784], \"parameters\": {\"binary_data_size\": -1}}]}", "binary_data_size")]
    [InlineData("{\"inputs\": [{\"name\": \"images\", \"shape\": [1, 784], \"datatype\": \"FP32\", \"parameters\": {\"binary_data_size\": 4}}]}", "3136")]
    [InlineData("{\"inputs\": 5}", "inputs")]
    [InlineData("{\"inputs\": []} {}", "JSON")]
    public async Task Malformed_requests_get_one_line(string body, string says) => await Error(HttpMethod.Post, Infer, 400, says, Body(body));

    [Fact]
    public async Task Numbers_that_are_not_finite_or_of_an_unknown_type_are_refused()
    {
        float[] images = Floats(1);
        string zeros = JsonSerializer.Serialize(new int[784]);
        await Error(HttpMethod.Post, Infer, 400, "BF16",
            Body($"{{\"inputs\": [{{\"name\": \"images\", \"shape\": [1, 784], \"datatype\": \"BF16\", \"data\": {zeros}}}]}}"));
        string huge = zeros.Replace("[0,", "[1e39,", StringComparison.Ordinal);
        await Error(HttpMethod.Post, Infer, 400, "finite",
            Body($"{{\"inputs\": [{{\"name\": \"images\", \"shape\": [1, 784], \"datatype\": \"FP32\", \"data\": {huge}}}]}}"));
        images[7] = float.NaN;
        using HttpResponseMessage answer = await SendBinary(
            "{\"inputs\": [{\"name\": \"images\", \"shape\": [1, 784], \"datatype\": \"FP32\", \"parameters\": {\"binary_data_size\": 3136}}]}",
            MemoryMarshal.AsBytes(images.AsSpan()).ToArray());
        ((int)answer.StatusCode).ShouldBe(400);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("finite");
    }

    private static float[] Floats(int count) => [.. Enumerable.Range(0, count).SelectMany(DrawnDigits.Pixels).Select(pixel => pixel / 255f)];

    private static float[] Expected(int count)
    {
        float[] probabilities = new float[count * 11];
        new Classifier(BundledModel.Load(), threads: 1).Probabilities(Floats(count), probabilities);
        return probabilities;
    }

    private async Task Error(HttpMethod method, string path, int status, string says, HttpContent? body = null)
    {
        JsonElement error = await _server.Json(method, path, body, status);
        error.EnumerateObject().Select(property => property.Name).ShouldBe(["error"]);
        error.GetProperty("error").GetString()!.ShouldContain(says);
    }

    private async Task<(byte[] Answer, int Header)> Binary(string json, byte[] tensor)
    {
        using HttpResponseMessage response = await SendBinary(json, tensor);
        byte[] answer = await response.Content.ReadAsByteArrayAsync();
        ((int)response.StatusCode).ShouldBe(200, Encoding.UTF8.GetString(answer));
        string? header = response.Headers.TryGetValues("Inference-Header-Content-Length", out IEnumerable<string>? values) ? values.Single() : null;
        return (answer, header is null ? answer.Length : int.Parse(header, CultureInfo.InvariantCulture));
    }

    private async Task<HttpResponseMessage> SendBinary(string json, byte[] tensor)
    {
        byte[] text = Encoding.UTF8.GetBytes(json);
        using HttpRequestMessage request = new(HttpMethod.Post, Infer) { Content = new ByteArrayContent([.. text, .. tensor]) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        request.Headers.Add("Inference-Header-Content-Length", $"{text.Length}");
        return await _server.Client.SendAsync(request);
    }
}
