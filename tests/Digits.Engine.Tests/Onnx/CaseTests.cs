using System.IO.Compression;
using System.Runtime.CompilerServices;

namespace Digits.Engine.Tests.Onnx;

/// <summary>
/// Models that people brought read as many of MNIST's 10,000 test images rightly as in ONNX Runtime 1.31.1, which was measured with the same pixels, graph
/// optimizations off.
/// </summary>
public class CaseTests
{
    private const int Pixels = 28 * 28;
    private const int Classes = 10;

    [SkippableTheory]
    [InlineData("5-torch2-export/mnist.onnx", 9108, "")]
    [InlineData("5-torch2-export/torch2-reshape-allowzero1.onnx", 9108, "")]
    [InlineData("7-activations/head-softmax-log.onnx", 9108, "")]
    [InlineData("8-input-kinds/rgb-repeated.onnx", 9438, "the gray image is repeated")]
    [InlineData("9-half-and-quantised/qdq-weights-only.onnx", 9113, "weights are quantised")]
    [InlineData("10-shapes-and-outputs/view-size0.onnx", 9108, "")]
    [InlineData("10-shapes-and-outputs/gap-squeeze.onnx", 6754, "")]
    [InlineData("10-shapes-and-outputs/two-outputs.onnx", 9108, "Of several outputs 'logits' is taken")]
    public void A_model_that_fell_short_reads_what_it_reads_in_ONNX_Runtime(string file, int expected, string note)
    {
        OnnxModel model = OnnxModel.Load(Find(Path.Combine("cases", file)));

        Right(model).ShouldBe(expected);
        model.Network.Input.Shape.ShouldBe(new Shape(1, 28, 28));
        string notes = string.Join(' ', model.Notes);
        if (note.Length > 0)
            notes.ShouldContain(note);
        else
            notes.ShouldBeEmpty();
    }

    [SkippableFact]
    public void Of_two_outputs_the_one_asked_for_is_taken()
    {
        string path = Find("cases/10-shapes-and-outputs/two-outputs.onnx");
        OnnxModel.Load(path, new OnnxLoadOptions { Output = "probs" }).Network.OutputsProbabilities.ShouldBeTrue();
        OnnxModel.Load(path).Network.OutputsProbabilities.ShouldBeFalse();
        Should.Throw<DigitsException>(() => OnnxModel.Load(path, new OnnxLoadOptions { Output = "class" })).Message
            .ShouldEndWith("The model has no output 'class'; it has 'logits', 'probs'.");
    }

    private static int Right(OnnxModel model)
    {
        float[] images = [.. Unpack("mnist/t10k-images-idx3-ubyte.gz").Skip(16).Select(pixel => pixel / 255f)];
        byte[] labels = Unpack("mnist/t10k-labels-idx1-ubyte.gz")[8..];
        float[] outputs = new InferencePlan(model.Network, threads: 1).Run(images);
        return Enumerable.Range(0, images.Length / Pixels).Count(i => Best(outputs.AsSpan(i * Classes, Classes)) == labels[i]);
    }

    private static int Best(ReadOnlySpan<float> values)
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
            best = values[i] > values[best] ? i : best;

        return best;
    }

    private static byte[] Unpack(string file)
    {
        using GZipStream stream = new(File.OpenRead(Find(file)), CompressionMode.Decompress);
        using MemoryStream unpacked = new();
        stream.CopyTo(unpacked);
        return unpacked.ToArray();
    }

    private static string Find(string file, [CallerFilePath] string here = "")
    {
        string root = Environment.GetEnvironmentVariable("DIGITS_DATA") ?? Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "..", "shared", "data");
        string path = Path.Combine(root, file);
        Skip.IfNot(File.Exists(path), $"{file} is not there: set DIGITS_DATA to a folder that has it.");
        return path;
    }
}
