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
    public void One_picture_gives_the_digit_alone()
    {
        string output = CliProcess.Run(_folder, "read", "0.png", "--model", _small.Model).ShouldSucceed().Output;
        output.ShouldMatch("^[0-9]\n$");
    }

    [Fact]
    public void Without_a_model_the_one_that_comes_along_reads()
    {
        string[] pictures = [.. Enumerable.Range(0, 20).Select(i => $"{i}.png")];
        string[] lines = CliProcess.Run(_folder, ["read", .. pictures]).ShouldSucceed().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        lines.Where((line, i) => line == $"{i}.png\t{_small.Test.Labels[i]}").Count().ShouldBeGreaterThan(18);
        CliProcess.Run(_folder, ["read", .. pictures, "--model", "default"]).ShouldSucceed().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(lines);
    }

    [Fact]
    public void Several_pictures_give_a_line_each()
    {
        string output = CliProcess.Run(_folder, "read", "0.png", "1.png", "--model", _small.Model).ShouldSucceed().Output;
        output.ShouldMatch("^0.png\t[0-9]\n1.png\t[0-9]\n$");
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
    public void Another_size_is_refused()
    {
        Picture.Save(_folder["big.png"], new GrayImage(40, 30, new byte[1200]));
        CliProcess.Run(_folder, "read", "0.png", "big.png", "--model", _small.Model).ShouldBeRefused().ShouldContain("big.png: is 40x30 pixels");
    }

    [Fact]
    public void What_is_no_picture_is_refused()
    {
        _folder.Write("text.png", "no picture"u8.ToArray());
        CliProcess.Run(_folder, "read", "text.png", "--model", _small.Model).ShouldBeRefused().ShouldContain("text.png");
        CliProcess.Run(_folder, "read", "none.png", "--model", _small.Model).ShouldBeRefused().ShouldContain("none.png");
    }
}
