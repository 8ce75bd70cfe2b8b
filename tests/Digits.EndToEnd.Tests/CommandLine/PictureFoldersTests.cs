using System.Text.Json;
using Digits.Data;
using Digits.EndToEnd.Tests.Support;
using SkiaSharp;

namespace Digits.EndToEnd.Tests.CommandLine;

/// <summary>Folders of JPEG, color and palette pictures train and evaluate as gray PNG do.</summary>
[Collection(SmallSetCollection.Name)]
public sealed class PictureFoldersTests(SmallSet small) : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Pictures_of_every_kind_train_and_evaluate_like_gray_PNG()
    {
        DigitSet train = DataSource.Load(small.Data).RequireTrain();
        double Accuracy(string name, SKColorType color, SKEncodedImageFormat format)
        {
            Write($"{name}/train", train, color, format);
            Write($"{name}/test", small.Test, color, format);
            CliProcess.Run(_folder, "train", "--data", name, "--epochs", "3", "--batch-size", "32", "--out", $"run-{name}", "--quiet").ShouldSucceed();
            JsonElement result = CliProcess.Run(_folder, "evaluate", $"run-{name}/model.onnx", "--data", name, "--json").ShouldSucceed().Json;
            result.GetProperty("images").GetInt32().ShouldBe(small.Test.Count);
            return result.GetProperty("accuracy").GetDouble();
        }

        double gray = Accuracy("gray", SKColorType.Gray8, SKEncodedImageFormat.Png);
        gray.ShouldBeGreaterThan(0.5);
        // The same pixels give the same model; those of JPEG are a little off.
        Accuracy("rgba", SKColorType.Rgba8888, SKEncodedImageFormat.Png).ShouldBe(gray);
        Accuracy("jpeg", SKColorType.Gray8, SKEncodedImageFormat.Jpeg).ShouldBe(gray, 0.1);
    }

    [SkippableTheory]
    [InlineData("jpg")]
    [InlineData("palette")]
    public void Pictures_that_others_made_are_read_by_the_bundled_model(string kind)
    {
        string root = Environment.GetEnvironmentVariable("DIGITS_DATA") ?? Repository.File("../shared/data");
        string data = Path.Combine(root, "cases", "4-png-folders", kind);
        Skip.IfNot(Directory.Exists(data), $"{data} is not there: set DIGITS_DATA to a folder that has it.");
        JsonElement result = CliProcess.Run(_folder, "evaluate", "--data", data, "--split", "train", "--json").ShouldSucceed().Json;
        (result.GetProperty("images").GetInt32(), result.GetProperty("accuracy").GetDouble()).ShouldSatisfyAllConditions(
            all => all.Item1.ShouldBe(60),
            all => all.Item2.ShouldBeGreaterThan(0.9));
    }

    private void Write(string path, DigitSet set, SKColorType color, SKEncodedImageFormat format)
    {
        for (int i = 0; i < set.Count; i++)
        {
            using SKBitmap bitmap = new(new SKImageInfo(set.Columns, set.Rows, color, SKAlphaType.Opaque));
            byte[] pixels = set.Image(i).ToArray();
            byte[] samples = color == SKColorType.Gray8 ? pixels : [.. pixels.SelectMany(level => new byte[] { level, level, level, 255 })];
            samples.CopyTo(bitmap.GetPixelSpan());
            using SKData file = bitmap.Encode(format, 95);
            string to = _folder[$"{path}/{set.Labels[i]}/{i:D5}.{format}"];
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.WriteAllBytes(to, file.ToArray());
        }
    }
}
