using System.Net;
using System.Text;
using System.Text.Json;

namespace Digits.Server.Tests;

/// <summary>Bodies that clients of other servers send; all hold a 6. Each is answered with it, or told what is wrong with which field.</summary>
public sealed class CaseRequestTests(SharedServer shared) : IClassFixture<SharedServer>
{
    [SkippableTheory]
    [InlineData("v2-784.json", "the input is called 'image'; this model's is images")]
    [InlineData("v2-nested.json", "the input is called 'image'; this model's is images")]
    [InlineData("v2-wrong-name.json", "the input is called 'predict'; this model's is images")]
    [InlineData("v2-bytes-png.json", "data has something that is not a number; send pixels as FP32")]
    [InlineData("tf-b64.json", "inputs")]
    public async Task What_does_not_fit_is_told_by_the_field(string file, string problem)
    {
        using HttpResponseMessage answer = await Infer(Body(file));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using JsonDocument document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        document.RootElement.GetProperty("error").GetString()!.ShouldContain(problem);
    }

    [SkippableTheory]
    [InlineData("v2-784.json", "image")]
    [InlineData("v2-nested.json", "image")]
    [InlineData("v2-wrong-name.json", "predict")]
    public async Task With_the_name_of_the_input_they_are_answered(string file, string name)
    {
        string body = Body(file).Replace($"\"name\": \"{name}\"", "\"name\": \"images\"", StringComparison.Ordinal);

        using HttpResponseMessage answer = await Infer(body);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        using JsonDocument document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        double[] probabilities = [.. document.RootElement.GetProperty("outputs")[0].GetProperty("data").EnumerateArray().Select(value => value.GetDouble())];
        Array.IndexOf(probabilities, probabilities.Max()).ShouldBe(6);
    }

    private Task<HttpResponseMessage> Infer(string body) =>
        shared.Server.Client.PostAsync(new Uri("/v2/models/default/infer", UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));

    private static string Body(string file) => File.ReadAllText(Path.Combine(RealData.Folder("cases"), "17-serving", file));
}
