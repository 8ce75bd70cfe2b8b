using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Digits.Engine.Tests.Onnx;

/// <summary>Models that other programs exported give here what ONNX Runtime gives (Golden/onnx-foreign.json, from tools/golden/onnx_foreign.js).</summary>
public class ForeignModelTests
{
    private const int Images = 10;
    private const int Side = 28;

    [SkippableTheory]
    [InlineData("cntk-mnist-8.onnx")]
    [InlineData("keras2onnx-small.onnx")]
    [InlineData("pytorch1-lenet-fixed-batch.onnx")]
    [InlineData("pytorch2-lenet.onnx")]
    public void Agrees_with_ONNX_Runtime(string file)
    {
        OnnxModel model = OnnxModel.Load(Find(file));
        JsonElement golden = Golden(file);
        float[] expected = [.. golden.GetProperty("outputs").EnumerateArray().Select(value => value.GetSingle())];

        float[] actual = new InferencePlan(model.Network, threads: 1).Run(Draw(golden.GetProperty("range").GetInt32()));

        model.Network.Input.Shape.ShouldBe(new Shape(1, Side, Side));
        actual.Length.ShouldBe(expected.Length);
        int classes = expected.Length / Images;
        for (int i = 0; i < expected.Length; i++)
        {
            // Sums of thousands cancel to small logits, so an image's greatest output is the measure.
            float greatest = expected.AsSpan(i / classes * classes, classes).ToArray().Max(MathF.Abs);
            actual[i].ShouldBe(expected[i], 1e-4 * Math.Max(1, greatest), $"output {i}");
        }
    }

    [SkippableFact]
    public void A_foreign_model_saved_here_is_the_same_model()
    {
        Network network = OnnxModel.Load(Find("keras2onnx-small.onnx")).Network;
        Network again = OnnxModel.Read(new OnnxModel(network).ToArray()).Network;
        new InferencePlan(again, threads: 1).Run(Draw(1)).ShouldBe(new InferencePlan(network, threads: 1).Run(Draw(1)));
    }

    /// <summary>As the script draws.</summary>
    private static float[] Draw(int range)
    {
        float[] values = new float[Images * Side * Side];
        for (int i = 0; i < values.Length; i++)
        {
            int image = i / (Side * Side);
            int row = i / Side % Side;
            int column = i % Side;
            int pixel = ((image * 37) + (row * column) + ((image + 1) * row * 3) + (column * 5)) % 256;
            values[i] = range == 255 ? pixel : pixel / 255f;
        }

        return values;
    }

    private static JsonElement Golden(string file, [CallerFilePath] string here = "")
    {
        string path = Path.Combine(Path.GetDirectoryName(here)!, "..", "Golden", "onnx-foreign.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        return document.RootElement.GetProperty("models").EnumerateArray().Single(model => model.GetProperty("file").GetString() == file).Clone();
    }

    private static string Find(string file, [CallerFilePath] string here = "")
    {
        string root = Environment.GetEnvironmentVariable("DIGITS_DATA") ?? Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "..", "shared", "data");
        string path = Path.Combine(root, "onnx", file);
        Skip.IfNot(File.Exists(path), $"onnx/{file} is not there: set DIGITS_DATA to a folder that has it.");
        return path;
    }
}
