using System.Net;
using System.Text.Json;
using Digits.EndToEnd.Tests.Support;

namespace Digits.EndToEnd.Tests.Serve;

/// <summary><c>digits serve</c> from its start to its end.</summary>
public sealed class ServeTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task It_answers_and_ends_when_it_is_asked_to(string signal)
    {
        using ServerProcess server = new();
        using HttpClient client = new() { BaseAddress = new Uri(await server.Address) };
        JsonElement models = JsonSerializer.Deserialize<JsonElement>(await client.GetStringAsync("/v1/models"));
        models.GetProperty("models")[0].GetProperty("name").GetString().ShouldBe("default");
        using HttpResponseMessage live = await client.GetAsync("/v2/health/live");
        live.StatusCode.ShouldBe(HttpStatusCode.OK);
        server.End(signal).ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData("--port", "99999")]
    [InlineData("--max-batch", "0")]
    [InlineData("--max-queue", "-1")]
    [InlineData("--address", "nowhere")]
    [InlineData("--model", "nosuch.onnx")]
    [InlineData("--api-key-file", "nosuch.txt")]
    public void What_cannot_be_served_is_one_line(string option, string value)
    {
        CliResult result = CliProcess.Run(_folder, "serve", option, value);
        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain(value);
        result.Error.Trim().ShouldNotContain('\n');
    }

    [Fact]
    public async Task A_test_of_a_server_that_does_not_start_says_why()
    {
        using ServerProcess server = ServerProcess.With("--model", "nosuch.onnx");

        InvalidOperationException error = await Should.ThrowAsync<InvalidOperationException>(() => server.Address);
        error.Message.ShouldContain("ended with exit code 2 before it listened:\ndigits: nosuch.onnx");
    }
}
