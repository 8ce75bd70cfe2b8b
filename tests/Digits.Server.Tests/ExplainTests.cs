using System.Text.Json;
using Digits.Engine;
using static Digits.Server.Tests.RunningServer;

namespace Digits.Server.Tests;

/// <summary><c>/v1/explain</c>: how a model comes to its answer.</summary>
public sealed class ExplainTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_digit_is_explained_by_maps_and_by_what_its_parts_count()
    {
        await using RunningServer server = await Start();
        JsonElement answer = await server.Json(HttpMethod.Post, "/v1/explain", new ByteArrayContent(DrawnDigits.Picture("3")));
        JsonElement classified = (await server.Json(HttpMethod.Post, "/v1/classify", new ByteArrayContent(DrawnDigits.Picture("3")))).GetProperty("images")[0];
        answer.GetProperty("label").GetString().ShouldBe("3");
        answer.GetProperty("confidence").GetDouble().ShouldBe(classified.GetProperty("confidence").GetDouble(), 1e-6);
        answer.GetProperty("frame").ToString().ShouldBe(classified.GetProperty("frame").ToString());
        JsonElement[] layers = [.. answer.GetProperty("layers").EnumerateArray()];
        layers.Length.ShouldBe(6);
        foreach (JsonElement layer in layers)
        {
            int size = layer.GetProperty("width").GetInt32() * layer.GetProperty("height").GetInt32();
            int[][] maps = [.. layer.GetProperty("maps").EnumerateArray().Select(map => map.EnumerateArray().Select(value => value.GetInt32()).ToArray())];
            maps.Length.ShouldBe(16);
            layer.GetProperty("channels").GetInt32().ShouldBeGreaterThanOrEqualTo(16);
            maps.ShouldAllBe(map => map.Length == size);
            (maps.Min(map => map.Min()), maps.Max(map => map.Max())).ShouldBe((0, 255));
        }

        JsonElement occlusion = answer.GetProperty("occlusion");
        (occlusion.GetProperty("width").GetInt32(), occlusion.GetProperty("height").GetInt32()).ShouldBe((28, 28));
        double[] values = [.. occlusion.GetProperty("values").EnumerateArray().Select(value => value.GetDouble())];
        values.Length.ShouldBe(784);
        values.ShouldAllBe(value => value >= -1 && value <= 1);
        values.Max().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_model_of_other_classes_is_explained_too()
    {
        Network network = Network.Sequential(new Shape(1, 20, 20), new Flatten(), new Dense(3));
        network.Initialize(1);
        new OnnxModel(network, new Dictionary<string, string> { [OnnxMetadata.Labels] = "cat,dog,hen" }).Save(_folder["pets.onnx"]);
        await using RunningServer server = await Start(options => options.Models.Add(new ModelFile("pets", _folder["pets.onnx"])));
        JsonElement answer = await server.Json(HttpMethod.Post, "/v1/explain?model=pets", new ByteArrayContent(DrawnDigits.Picture("8")));
        answer.GetProperty("label").GetString().ShouldBeOneOf("cat", "dog", "hen");
        answer.GetProperty("layers").GetArrayLength().ShouldBe(0);
        answer.GetProperty("occlusion").GetProperty("values").GetArrayLength().ShouldBe(400);
    }

    [Fact]
    public async Task A_blank_sheet_shows_no_digit_and_no_part_counts()
    {
        await using RunningServer server = await Start();
        JsonElement answer = await server.Json(HttpMethod.Post, "/v1/explain", new ByteArrayContent(DrawnDigits.Picture("")));
        answer.GetProperty("label").ValueKind.ShouldBe(JsonValueKind.Null);
        answer.GetProperty("occlusion").GetProperty("values").EnumerateArray().ShouldAllBe(value => value.GetDouble() == 0);
    }

    [Fact]
    public async Task What_cannot_be_explained_is_a_problem()
    {
        Network network = Network.Sequential(new Shape(1, 20, 30), new Flatten(), new Dense(10));
        network.Initialize(1);
        new OnnxModel(network).Save(_folder["wide.onnx"]);
        await using RunningServer server = await Start(options =>
        {
            options.Models.Add(new ModelFile("default"));
            options.Models.Add(new ModelFile("wide", _folder["wide.onnx"]));
        });
        using MultipartFormDataContent two = new() { { new ByteArrayContent(DrawnDigits.Picture("1")), "a", "a.png" } };
        two.Add(new ByteArrayContent(DrawnDigits.Picture("2")), "b", "b.png");
        await Problem("/v1/explain", 400, new ByteArrayContent([]), "empty");
        await Problem("/v1/explain", 400, new ByteArrayContent([1, 2, 3]), "picture");
        await Problem("/v1/explain", 400, Body("{\"images\": []}"), "picture");
        await Problem("/v1/explain", 400, two, "2 pictures");
        await Problem("/v1/explain?model=nosuch", 404, new ByteArrayContent(DrawnDigits.Picture("1")), "nosuch");
        await Problem("/v1/explain?model=wide", 400, new ByteArrayContent(DrawnDigits.Picture("1")), "30x20");

        async Task Problem(string path, int status, HttpContent body, string says) =>
            (await server.Json(HttpMethod.Post, path, body, status, "application/problem+json")).GetProperty("detail").GetString()!.ShouldContain(says);
    }

    [Fact]
    public async Task A_busy_server_turns_explanations_away()
    {
        await using RunningServer server = await Start(options => options.Threads = 1);
        using ManualResetEventSlim done = new();
        // One is being read and two wait: the next one has no place.
        Task[] readers = [.. Enumerable.Range(0, 3).Select(_ => server.Parts.Reads.TryRun(() => done.Wait(TimeSpan.FromSeconds(60)), default))];
        try
        {
            JsonElement problem = await server.Json(
                HttpMethod.Post, "/v1/explain", new ByteArrayContent(DrawnDigits.Picture("1")), 503, "application/problem+json");
            problem.GetProperty("detail").GetString()!.ShouldContain("try again");
        }
        finally
        {
            done.Set();
            await Task.WhenAll(readers);
        }
    }

    [Fact]
    public async Task A_model_tells_what_its_file_says_of_its_training_and_nothing_else()
    {
        Network network = Network.Sequential(new Shape(1, 28, 28), new Flatten(), new Dense(10));
        network.Initialize(1);
        new OnnxModel(network).Save(_folder["plain.onnx"]);
        Dictionary<string, string> said = new() { ["training_data"] = "mnist", ["test_accuracy"] = "0.97", ["validation_accuracy"] = "NaN" };
        new OnnxModel(network, said).Save(_folder["trained.onnx"]);
        await using RunningServer server = await Start(options =>
        {
            options.Models.Add(new ModelFile("plain", _folder["plain.onnx"]));
            options.Models.Add(new ModelFile("trained", _folder["trained.onnx"]));
        });
        JsonElement models = (await server.Json(HttpMethod.Get, "/v1/models")).GetProperty("models");
        models[0].TryGetProperty("training_data", out _).ShouldBeFalse();
        models[0].TryGetProperty("test_accuracy", out _).ShouldBeFalse();
        models[1].GetProperty("training_data").GetString().ShouldBe("mnist");
        models[1].GetProperty("test_accuracy").GetDouble().ShouldBe(0.97);
        models[1].TryGetProperty("validation_accuracy", out _).ShouldBeFalse();
    }
}
