using System.Globalization;
using System.Text.Json;
using static Digits.Server.Tests.RunningServer;

namespace Digits.Server.Tests;

/// <summary>
/// What the server tells of itself, and how much it lets one client ask. Meters are the process's own, so no other test runs at the same time.
/// </summary>
[CollectionDefinition(nameof(MonitoringTests), DisableParallelization = true)]
[Collection(nameof(MonitoringTests))]
public sealed class MonitoringTests
{
    private static string Request =>
        $$"""{"inputs": [{"name": "images", "shape": [2, 784], "datatype": "FP32", "data": {{JsonSerializer.Serialize(new float[2 * 784])}}}]}""";

    [Fact]
    public async Task Metrics_count_requests_images_batches_and_how_sure_the_answers_are()
    {
        await using RunningServer server = await Start();
        for (int i = 0; i < 3; i++)
            await server.Json(HttpMethod.Post, "/v2/models/default/infer", Body(Request));
        await server.Json(HttpMethod.Post, "/v1/read", new ByteArrayContent(DrawnDigits.Picture("42")));
        await server.Json(HttpMethod.Post, "/v2/models/default/infer", Body("{}"), status: 400);

        // What was measured is gathered again after a while only.
        await Task.Delay(TimeSpan.FromMilliseconds(400));
        string metrics = await server.Client.GetStringAsync("/metrics");
        Value(metrics, "digits_images_total", "model=\"default\"").ShouldBe(6, metrics);
        Value(metrics, "digits_batch_images_count").ShouldBe(3);
        Value(metrics, "digits_batch_images_sum").ShouldBe(6);
        Value(metrics, "digits_confidence_count", "model=\"default\"").ShouldBe(8);
        Value(metrics, "digits_queue_images").ShouldBe(0);
        Value(metrics, "digits_queue_pictures").ShouldBe(0);
        Value(metrics, "http_server_request_duration_seconds_count", "status_code=\"200\"", "v2/models/{model}/infer").ShouldBe(3);
        Value(metrics, "http_server_request_duration_seconds_count", "status_code=\"400\"", "v2/models/{model}/infer").ShouldBe(1);
        metrics.ShouldContain("le=\"0.0005\"");
    }

    [Fact]
    public async Task Metrics_count_what_was_turned_away()
    {
        await using RunningServer server = await Start(options => options.MaxQueue = 1);
        string body = $$"""{"inputs": [{"name": "images", "shape": [1, 784], "datatype": "FP32", "data": {{JsonSerializer.Serialize(new float[784])}}}]}""";
        HttpResponseMessage[] answers =
            await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => server.Client.PostAsync("/v2/models/default/infer", Body(body))));
        int refused = answers.Count(answer => (int)answer.StatusCode == 503);
        refused.ShouldBeGreaterThan(0);
        Value(await server.Client.GetStringAsync("/metrics"), "digits_refused_total", "queue=\"images\"").ShouldBe(refused);
        foreach (HttpResponseMessage answer in answers)
            answer.Dispose();
    }

    [Fact]
    public async Task A_client_that_asks_too_often_is_told_when_to_come_back()
    {
        await using RunningServer server = await Start(options => options.MaxRequestsPerSecond = 2);
        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => server.Client.GetAsync("/v1/models")));
        answers.Count(answer => (int)answer.StatusCode == 200).ShouldBeGreaterThanOrEqualTo(2);
        HttpResponseMessage refused = answers.First(answer => (int)answer.StatusCode == 429);
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        refused.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await refused.Content.ReadAsStringAsync()).ShouldContain("2 requests a second");
        for (int i = 0; i < 20; i++)
            (await server.Client.GetAsync("/v2/health/live")).EnsureSuccessStatusCode().Dispose();
        foreach (HttpResponseMessage answer in answers)
            answer.Dispose();
    }

    [Fact]
    public async Task Metrics_want_the_key_where_there_is_one()
    {
        await using RunningServer server = await Start(options => options.ApiKey = "sesame");
        await server.Json(HttpMethod.Get, "/metrics", status: 401, type: "application/problem+json");
    }

    /// <summary>The value of the only series of a name that has all of these labels.</summary>
    private static double Value(string metrics, string name, params string[] labels)
    {
        string line = metrics.Split('\n').Single(line => line.StartsWith(name + "{", StringComparison.Ordinal) && labels.All(line.Contains));
        return double.Parse(line[(line.LastIndexOf('}') + 1)..].Trim().Split(' ')[0], CultureInfo.InvariantCulture);
    }
}
