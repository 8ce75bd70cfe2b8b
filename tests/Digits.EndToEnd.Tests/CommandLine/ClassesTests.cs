using System.Text.Json;
using Digits.Data;
using Digits.EndToEnd.Tests.Support;
using Digits.Engine;
using Digits.Imaging;

namespace Digits.EndToEnd.Tests.CommandLine;

[Collection(SmallSetCollection.Name)]
public sealed class ClassesTests(SmallSet small) : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Folders_of_pictures_give_a_model_with_their_names()
    {
        Pets("pets/train", images: 40);
        Pets("pets/test", images: 10);
        Train("pets");
        OnnxModel.Load(_folder["run/model.onnx"]).Metadata[OnnxMetadata.Labels].ShouldBe("cat,dog");

        CliResult result = CliProcess.Run(_folder, "evaluate", "run/model.onnx", "--data", "pets", "--json").ShouldSucceed();
        Labels(result.Json).ShouldBe(["cat", "dog"]);
        result.Json.GetProperty("images").GetInt32().ShouldBe(10);
        string words = CliProcess.Run(_folder, "evaluate", "run/model.onnx", "--data", "pets").ShouldSucceed().Output;
        words.ShouldContain("dog");
        words.ShouldNotContain("R²");

        CliProcess.Run(_folder, "data", "info", "pets").ShouldSucceed().Output.ShouldContain("cat");
        CliProcess.Run(_folder, "data", "audit", "--data", "pets", "--model", "fast", "--epochs", "1", "--folds", "2", "--quiet").ShouldSucceed();
        CliProcess.Run(_folder, "evaluate", "run/model.onnx", "--data", "pets", "--predict-only", "pets", "--out", "x.csv").ShouldBeRefused()
            .ShouldContain("--data");
        CliProcess.Run(_folder, "evaluate", "run/model.onnx", "--predict-only", "pets", "--out", "x.csv").ShouldSucceed();
        File.ReadAllLines(_folder["x.csv"])[1].ShouldBeOneOf("1,cat", "1,dog");
    }

    [Fact]
    public void Names_that_differ_are_said_so()
    {
        Pets("pets", images: 8);
        string error = CliProcess.Run(_folder, "evaluate", small.Model, "--data", "pets").ShouldBeRefused();
        error.ShouldContain("cat, dog");
        error.ShouldContain("0, 1, 2");
    }

    [Fact]
    public void Forty_seven_classes_in_IDX_files()
    {
        Idx.Write(Patterns(470, classes: 47), _folder["many/train-images-idx3-ubyte"], _folder["many/train-labels-idx1-ubyte"]);
        // The test part lacks the highest class.
        Idx.Write(Patterns(46, classes: 46), _folder["many/t10k-images-idx3-ubyte"], _folder["many/t10k-labels-idx1-ubyte"]);
        Train("many");
        OnnxModel model = OnnxModel.Load(_folder["run/model.onnx"]);
        model.Network.Output.Shape.Channels.ShouldBe(47);
        model.Metadata[OnnxMetadata.Labels].ShouldEndWith("44,45,46");

        CliResult result = CliProcess.Run(_folder, "evaluate", "run/model.onnx", "--data", "many", "--json").ShouldSucceed();
        Labels(result.Json).ShouldBe(Enumerable.Range(0, 47).Select(label => $"{label}"));
        string words = CliProcess.Run(_folder, "evaluate", "run/model.onnx", "--data", "many").ShouldSucceed().Output;
        words.Split('\n').ShouldAllBe(line => line.Length <= 80);
        CliProcess.Run(_folder, "evaluate", small.Model, "--data", "many").ShouldBeRefused().ShouldContain("labels above 9");
        CliProcess.Run(_folder, "data", "info", "many", "--json").ShouldSucceed().Json.GetProperty("train").GetProperty("per_class").GetArrayLength()
            .ShouldBe(47);
    }

    [Fact]
    public void Ten_digits_are_the_ten_digits() => OnnxModel.Load(small.Model).Metadata[OnnxMetadata.Labels].ShouldBe("0,1,2,3,4,5,6,7,8,9");

    private void Train(string data) =>
        CliProcess.Run(_folder, "train", "--data", data, "--model", "fast", "--epochs", "2", "--batch-size", "16", "--out", "run", "--quiet").ShouldSucceed();

    private static IEnumerable<string?> Labels(JsonElement metrics) =>
        metrics.GetProperty("per_class").EnumerateArray().Select(c => c.GetProperty("label").GetString());

    private void Pets(string path, int images)
    {
        DigitSet set = Patterns(images, classes: 2);
        for (int i = 0; i < images; i++)
            Picture.Save(_folder[$"{path}/{(set.Labels[i] == 0 ? "cat" : "dog")}/{i}.png"], new GrayImage(28, 28, set.Image(i).ToArray()));
    }

    /// <summary>Images of a block whose place tells the class.</summary>
    private static DigitSet Patterns(int count, int classes)
    {
        byte[] pixels = new byte[count * 784];
        for (int i = 0; i < count; i++)
        {
            int label = i % classes;
            for (int y = 0; y < 6; y++)
                pixels.AsSpan((i * 784) + ((y + (label / 7 * 3)) * 28) + (label % 7 * 3), 6).Fill((byte)(200 + (i % 50)));
        }

        return new DigitSet("patterns", 28, 28, pixels, [.. Enumerable.Range(0, count).Select(i => (byte)(i % classes))]);
    }
}
