using System.Text.Json;
using Digits.EndToEnd.Tests.Support;
using Digits.Imaging;

namespace Digits.EndToEnd.Tests.CommandLine;

[Collection(SmallSetCollection.Name)]
public sealed class ReadTests : IDisposable
{
    private readonly SmallSet _small;
    private readonly TempFolder _folder = new();

    public ReadTests(SmallSet small)
    {
        _small = small;
        for (int i = 0; i < 20; i++)
            Picture.Save(_folder[$"{i}.png"], new GrayImage(28, 28, small.Test.Image(i).ToArray()));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_picture_gives_its_digit_and_how_sure_it_is()
    {
        string output = CliProcess.Run(_folder, "read", "0.png", "11.png", "--model", _small.Model).ShouldSucceed().Output;
        output.ShouldMatch("^0.png   [0-9]  +[0-9.]+ %\n11.png  [0-9]  +[0-9.]+ %\n$");
    }

    [Fact]
    public void Plain_output_is_the_digit_alone()
    {
        string output = CliProcess.Run(_folder, "read", "0.png", "--model", _small.Model, "--plain").ShouldSucceed().Output;
        output.ShouldMatch("^[0-9]\n$");
    }

    [Fact]
    public void Without_a_model_the_bundled_one_reads()
    {
        string[] pictures = [.. Enumerable.Range(0, 20).Select(i => $"{i}.png")];
        string[] lines = CliProcess.Run(_folder, ["read", "--plain", .. pictures]).ShouldSucceed().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        lines.Where((line, i) => line == $"{_small.Test.Labels[i]}").Count().ShouldBeGreaterThan(18);
        CliProcess.Run(_folder, ["read", "--plain", .. pictures, "--model", "default"]).ShouldSucceed().Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(lines);
    }

    [Fact]
    public void A_blank_page_has_no_digit()
    {
        Picture.Save(_folder["blank.png"], new GrayImage(28, 28, [.. Enumerable.Repeat((byte)255, 784)]));
        CliProcess.Run(_folder, "read", "blank.png", "0.png").ShouldSucceed().Output.ShouldMatch("^blank.png  no digit\n0.png +[0-9] +[0-9.]+ %\n$");
        CliProcess.Run(_folder, "read", "0.png", "blank.png", "--plain").ShouldSucceed().Output.ShouldMatch("^[0-9]\n-\n$");
        JsonElement image = CliProcess.Run(_folder, "read", "blank.png", "--json").ShouldSucceed().Json.GetProperty("images")[0];
        image.GetProperty("text").GetString().ShouldBe("");
        image.GetProperty("digits").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public void Json_has_the_keys_of_the_contract_and_mostly_the_right_digits()
    {
        string[] pictures = [.. Enumerable.Range(0, 20).Select(i => $"{i}.png")];
        JsonElement images = CliProcess.Run(_folder, ["read", .. pictures, "--model", _small.Model, "--json"]).ShouldSucceed().Json.GetProperty("images");
        JsonElement image = images[0];
        image.EnumerateObject().Select(p => p.Name).ShouldBe(["source", "width", "height", "text", "digits"]);
        JsonElement digit = image.GetProperty("digits")[0];
        digit.EnumerateObject().Select(p => p.Name).ShouldBe(["digit", "confidence", "x", "y", "width", "height", "line", "alternatives"]);
        digit.GetProperty("digit").GetInt32().ToString().ShouldBe(image.GetProperty("text").GetString());
        digit.GetProperty("alternatives").GetArrayLength().ShouldBe(3);

        int right = images.EnumerateArray().Where((read, i) => read.GetProperty("text").GetString() == $"{_small.Test.Labels[i]}").Count();
        right.ShouldBeGreaterThan(10); // Trained on 540 images; by chance 2 of 20 would be right.
    }

    [Fact]
    public void Pictures_of_any_size_with_dark_ink_are_read()
    {
        for (int i = 0; i < 20; i++)
        {
            byte[] page = [.. Enumerable.Repeat((byte)250, 100 * 120)];
            for (int pixel = 0; pixel < 56 * 56; pixel++)
                page[((30 + (pixel / 56)) * 100) + 12 + (pixel % 56)] = (byte)(250 - (_small.Test.Image(i)[(pixel / 112 * 28) + (pixel % 56 / 2)] * 0.8));
            Picture.Save(_folder[$"page{i}.png"], new GrayImage(100, 120, page));
        }

        string[] pictures = [.. Enumerable.Range(0, 20).Select(i => $"page{i}.png")];
        string[] lines = CliProcess.Run(_folder, ["read", "--plain", .. pictures]).ShouldSucceed().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Where((line, i) => line == $"{_small.Test.Labels[i]}").Count().ShouldBeGreaterThan(18);
    }

    [Fact]
    public void What_is_not_a_picture_is_refused()
    {
        _folder.Write("text.png", "no picture"u8.ToArray());
        CliProcess.Run(_folder, "read", "text.png", "--model", _small.Model).ShouldBeRefused().ShouldContain("text.png");
        CliProcess.Run(_folder, "read", "none.png", "--model", _small.Model).ShouldBeRefused().ShouldContain("none.png");
    }
}
