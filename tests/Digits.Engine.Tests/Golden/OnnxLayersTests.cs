using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Digits.Engine.Tests.Golden;

/// <summary>
/// A small model for each operator, as PyTorch or a script makes it (tools/golden/onnx_layers.py, onnx_blocks.py and onnx_functions.py), gives what ONNX
/// Runtime gives (tools/golden/onnx-layers.cs), comes back when it is saved, and can be trained further.
/// </summary>
public sealed class OnnxLayersTests
{
    private const int Images = 40;
    private const int Classes = 10;
    private static readonly float[] _images = Draw();
    private static readonly Dictionary<string, string> _golden =
        JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Find("onnx-layers.json")))!;

    internal static string Folder => Find("Layers");

    public static TheoryData<string> Models => [.. _golden.Keys];

    [Fact]
    public void Every_model_has_its_results() =>
        Directory.GetFiles(Folder).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal).ShouldBe(_golden.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Models))]
    public void Agrees_with_ONNX_Runtime(string model)
    {
        ReadOnlySpan<float> expected = MemoryMarshal.Cast<byte, float>(Convert.FromBase64String(_golden[model]));
        float[] actual = new InferencePlan(Load(model), threads: 1).Run(_images);
        actual.Length.ShouldBe(expected.Length);
        for (int i = 0; i < actual.Length; i++)
        {
            float greatest = expected.Slice(i / Classes * Classes, Classes).ToArray().Max(MathF.Abs);
            actual[i].ShouldBe(expected[i], 1e-5 * Math.Max(1, greatest), $"output {i}");
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Comes_back_and_gives_the_same_alone_and_in_a_batch(string model)
    {
        Network network = Load(model);
        byte[] bytes = new OnnxModel(network).ToArray();
        Network again = OnnxModel.Read(bytes).Network;
        float[] expected = new InferencePlan(network, threads: 2).Run(_images);

        InferencePlan plan = new(again, threads: 2);
        plan.Run(_images).ShouldBe(expected);
        plan.Run(_images.AsMemory(0, _images.Length / Images)).ShouldBe(expected[..Classes]);
        again.Summary().ShouldContain("Trainable parameters");
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Can_be_trained_further(string model)
    {
        Network network = Load(model);
        byte[] labels = Sample.Labels(Images, Classes, seed: 1);
        TrainingPlan plan = new(network, new SGD(learningRate: 0.002f, momentum: 0f), new TrainingPlanOptions { Threads = 1 });
        double first = plan.Step(_images, labels).Loss;
        plan.Step(_images, labels).Loss.ShouldBeLessThan(first);
    }

    private static Network Load(string model) => OnnxModel.Load(Path.Combine(Folder, model + ".onnx")).Network;

    /// <summary>As the script draws.</summary>
    private static float[] Draw()
    {
        float[] images = new float[Images * 28 * 28];
        uint state = 1;
        for (int i = 0; i < images.Length; i++)
        {
            state = unchecked((state * 1664525) + 1013904223);
            images[i] = (state >> 8) / (float)(1 << 24);
        }

        return images;
    }

    private static string Find(string name, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, name);
}
