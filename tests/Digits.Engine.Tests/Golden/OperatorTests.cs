using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Digits.Engine.Onnx;

namespace Digits.Engine.Tests.Golden;

/// <summary>
/// A small model for each way in which exporters write the graph around the layers gives what ONNX Runtime gives (Golden/Operators, made by
/// tools/golden/onnx_operators.py, onnx_recurrent.py and onnx_rare.py; outputs.json is by tools/golden/onnx-operators.cs with Microsoft.ML.OnnxRuntime 1.31.1).
/// </summary>
public class OperatorTests
{
    private const int Images = 3;

    internal static string Folder { get; } = Path.Combine(Path.GetDirectoryName(Here())!, "Operators");

    public static TheoryData<string> Models() =>
        [.. Directory.GetFiles(Folder, "*.onnx").Select(Path.GetFileNameWithoutExtension).OfType<string>().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Models))]
    public void Agrees_with_ONNX_Runtime(string name)
    {
        using JsonDocument golden = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "outputs.json")));
        float[] expected = [.. golden.RootElement.GetProperty(name).EnumerateArray().Select(value => value.GetSingle())];
        OnnxModel model = OnnxModel.Load(Path.Combine(Folder, name + ".onnx"));
        float tolerance = float.Parse(model.Metadata.GetValueOrDefault("golden_tolerance", "1e-4"), CultureInfo.InvariantCulture);

        float[] actual = new InferencePlan(model.Network, threads: 1).Run(Draw(model));

        actual.Length.ShouldBe(expected.Length);
        int classes = expected.Length / Images;
        for (int i = 0; i < expected.Length; i++)
        {
            float greatest = expected.AsSpan(i / classes * classes, classes).ToArray().Max(MathF.Abs);
            actual[i].ShouldBe(expected[i], tolerance * MathF.Max(1, greatest), $"output {i}");
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Comes_back_when_it_is_saved_here(string name)
    {
        OnnxModel model = OnnxModel.Load(Path.Combine(Folder, name + ".onnx"));
        OnnxModel again = OnnxModel.Read(new OnnxModel(model.Network, model.Metadata).ToArray());

        again.Notes.ShouldBeEmpty();
        new InferencePlan(again.Network, threads: 1).Run(Draw(model)).ShouldBe(new InferencePlan(model.Network, threads: 1).Run(Draw(model)));
    }

    /// <summary>The operators here are the same in sets 13 to 24, so that a later number must change nothing.</summary>
    [Theory]
    [InlineData(18)]
    [InlineData(20)]
    [InlineData(22)]
    [InlineData(23)]
    [InlineData(24)]
    public void Later_operator_sets_mean_the_same(int operatorSet)
    {
        string[] steady =
        [
            "Add", "AveragePool", "BatchNormalization", "Cast", "Concat", "Constant", "Conv", "Div", "Dropout", "Flatten", "Gather", "Gemm", "Identity",
            "LogSoftmax", "MatMul", "MaxPool", "Mul", "Relu", "Reshape", "Shape", "Slice", "Softmax", "Squeeze", "Sub", "Transpose", "Unsqueeze",
        ];
        int tried = 0;
        foreach (string name in Models())
        {
            byte[] bytes = File.ReadAllBytes(Path.Combine(Folder, name + ".onnx"));
            ModelProto file = ModelFile.Read(bytes);
            if (file.OperatorSets is not [{ Domain: "", Version: >= 13 } set] || file.Graph!.Nodes.Exists(node => !steady.Contains(node.OpType)))
                continue;

            set.Version = operatorSet;
            OnnxModel later = OnnxModel.Read(ProtoWriter.ToArray(file));
            OnnxModel model = OnnxModel.Read(bytes);
            new InferencePlan(later.Network, threads: 1).Run(Draw(model)).ShouldBe(new InferencePlan(model.Network, threads: 1).Run(Draw(model)), name);
            tried++;
        }

        tried.ShouldBeGreaterThan(20);
    }

    private static string Here([CallerFilePath] string path = "") => path;

    /// <summary>As the program draws.</summary>
    private static float[] Draw(OnnxModel model)
    {
        Shape shape = model.Network.Input.Shape;
        float divisor = model.Metadata.GetValueOrDefault(OnnxMetadata.InputRange) == OnnxMetadata.ZeroTo255 ? 1 : 255;
        float[] values = new float[Images * shape.Size];
        for (int i = 0; i < values.Length; i++)
        {
            (int image, int row, int column) = (i / shape.Size, i % shape.Size / shape.Width, i % shape.Width);
            values[i] = ((image * 37) + (row * column) + ((image + 1) * row * 3) + (column * 5)) % 256 / divisor;
        }

        return values;
    }
}
