using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Digits.Imaging;

namespace Digits.Server.Tests;

/// <summary>Pictures that are sent: pages of a TIFF, files of a form, and what is wrong with one of them.</summary>
public sealed class UploadTests(SharedServer shared) : IClassFixture<SharedServer>
{
    [Fact]
    public async Task Each_page_of_a_TIFF_is_read_and_has_its_own_name()
    {
        byte[] tiff = PlainTiff.Of(Page("12"), Page("345"), Page("6"));
        (await Read(new ByteArrayContent(tiff))).ShouldBe([("#1", "12"), ("#2", "345"), ("#3", "6")]);
        using MultipartFormDataContent form = new()
        {
            { new ByteArrayContent(DrawnDigits.Picture("78")), "file", "a.png" },
            { new ByteArrayContent(tiff), "file", "b.tif" },
            { new ByteArrayContent(PlainTiff.Of(Page("90"))), "file", "c.tif" },
        };
        (await Read(form)).ShouldBe([("a.png", "78"), ("b.tif#1", "12"), ("b.tif#2", "345"), ("b.tif#3", "6"), ("c.tif", "90")]);
    }

    [Fact]
    public async Task As_many_pages_as_may_be_are_read_and_one_more_is_refused()
    {
        GrayImage blank = new(30, 30, [.. Enumerable.Repeat((byte)255, 900)]);
        (await Read(new ByteArrayContent(PlainTiff.Of(Enumerable.Repeat(blank, 32).ToArray())))).Length.ShouldBe(32);
        await Problem("/v1/read", 400, new ByteArrayContent(PlainTiff.Of(Enumerable.Repeat(blank, 33).ToArray())), "32 pages");
    }

    [Fact]
    public async Task A_form_with_too_many_files_is_refused()
    {
        using MultipartFormDataContent form = [];
        for (int i = 0; i < 33; i++)
            form.Add(new ByteArrayContent([1]), "file", $"{i}.png");
        await Problem("/v1/read", 400, form, "32 files");
    }

    [Theory]
    [InlineData("/v1/read")]
    [InlineData("/v1/classify")]
    public async Task A_broken_file_of_a_form_is_named(string path)
    {
        byte[] good = DrawnDigits.Picture("7");
        foreach (byte[] broken in new[] { good[..^40], [1, 2, 3], PlainTiff.Of(Page("1"))[..200], [] })
        {
            using MultipartFormDataContent form = new()
            {
                { new ByteArrayContent(good), "file", "good.png" },
                { new ByteArrayContent(broken), "file", "broken.png" },
                { new ByteArrayContent(good), "file", "another.png" },
            };
            await Problem(path, 400, form, "broken.png");
        }
    }

    [Fact]
    public async Task Names_of_files_come_back_in_any_script_and_not_endless()
    {
        using MultipartFormDataContent form = new()
        {
            { new ByteArrayContent(DrawnDigits.Picture("1")), "file", "Zählung 1.png" },
            { new ByteArrayContent(DrawnDigits.Picture("2")), "file", new string('x', 3000) },
        };
        (await Read(form)).ShouldBe([("Zählung 1.png", "1"), (new string('x', 200), "2")]);
        byte[] picture = DrawnDigits.Picture("3");
        byte[] raw = [.. "--b\r\nContent-Disposition: form-data; name=f; filename=\"übung.png\"\r\n\r\n"u8, .. picture, .. "\r\n--b--\r\n"u8];
        using ByteArrayContent body = new(raw);
        body.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");
        (await Read(body)).ShouldBe([("übung.png", "3")]);
    }

    [Theory]
    [InlineData("/v1/read", "application/problem+json")]
    [InlineData("/v1/classify", "application/problem+json")]
    [InlineData("/v2/models/default/infer", "application/json")]
    public async Task A_compressed_body_is_refused_with_the_reason(string path, string type)
    {
        using ByteArrayContent body = new([31, 139, 8, 0]);
        body.Headers.ContentEncoding.Add("gzip");
        JsonElement answer = await shared.Server.Json(HttpMethod.Post, path, body, 415, type);
        answer.ToString().ShouldContain("Content-Encoding");
    }

    [Fact]
    public async Task Images_are_counted_before_memory_is_spent_on_them()
    {
        string many = $"{{\"images\": [{string.Join(',', Enumerable.Repeat("[]", 100_000))}]}}";
        await Problem("/v1/classify", 400, new StringContent(many, Encoding.UTF8, "application/json"), "more than 64 images");
    }

    private static GrayImage Page(string digits) => PlainTiff.Page(DrawnDigits.Picture(digits));

    private async Task<(string Source, string Text)[]> Read(HttpContent body)
    {
        JsonElement images = (await shared.Server.Json(HttpMethod.Post, "/v1/read", body)).GetProperty("images");
        return [.. images.EnumerateArray().Select(image => (image.GetProperty("source").GetString()!, image.GetProperty("text").GetString()!))];
    }

    private async Task Problem(string path, int status, HttpContent body, string says)
    {
        JsonElement problem = await shared.Server.Json(HttpMethod.Post, path, body, status, "application/problem+json");
        string detail = problem.GetProperty("detail").GetString()!;
        detail.ShouldContain(says);
        detail.ShouldNotContain('\n');
    }
}
