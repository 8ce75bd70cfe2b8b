using System.Globalization;
using System.Runtime.InteropServices;
using Digits.Engine.Onnx;

namespace Digits.Engine.Tests.Onnx;

/// <summary>Weights in a second file: it lies beside the model, or nothing is read.</summary>
public sealed class ExternalDataTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory().FullName;
    private readonly string _folder;

    public ExternalDataTests()
    {
        _folder = Directory.CreateDirectory(Path.Combine(_root, "models")).FullName;
        byte[] weights = MemoryMarshal.AsBytes<float>([9f, 1f, 2f]).ToArray();
        File.WriteAllBytes(Path.Combine(_folder, "model.onnx.data"), weights);
        File.WriteAllBytes(Path.Combine(_root, "secret"), weights);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData(4, 8)]
    [InlineData(4, null)]
    public void Weights_beside_the_model_are_read(int offset, int? length)
    {
        Network network = OnnxModel.Load(Write("model.onnx.data", offset, length)).Network;
        network.Layers.OfType<Dense>().Single().Weight.ToArray().ShouldBe([1f, 2f]);
    }

    [Theory]
    [InlineData("../secret", 4, 8, "only a file beside the model is read")]
    [InlineData("..\\secret", 4, 8, "only a file beside the model is read")]
    [InlineData("/etc/passwd", 0, 8, "only a file beside the model is read")]
    [InlineData("..", 0, 8, "only a file beside the model is read")]
    [InlineData("missing", 0, 8, "which is not beside the model; put that file there")]
    [InlineData("model.onnx.data", 8, 8, "which holds 12; it is cut short")]
    [InlineData("model.onnx.data", 0, 12, "needs 8 bytes")]
    [InlineData("model.onnx.data", -4, 8, "it is cut short")]
    public void Anything_else_is_refused(string location, int offset, int length, string complaint) =>
        Should.Throw<DigitsException>(() => OnnxModel.Load(Write(location, offset, length))).Message.ShouldContain(complaint);

    [SkippableFact]
    public void A_link_out_of_the_folder_is_refused()
    {
        Skip.If(OperatingSystem.IsWindows(), "Links want rights on Windows.");
        File.CreateSymbolicLink(Path.Combine(_folder, "link"), Path.Combine(_root, "secret"));
        Should.Throw<DigitsException>(() => OnnxModel.Load(Write("link", 4, 8))).Message.ShouldContain("a link out of the model's folder");
    }

    [Fact]
    public void Without_a_folder_the_way_out_is_said()
    {
        byte[] bytes = File.ReadAllBytes(Write("model.onnx.data", 4, 8));
        Should.Throw<DigitsException>(() => OnnxModel.Read(bytes)).Message.ShouldContain("load the model by its path");
        OnnxModel.Read(bytes, new OnnxLoadOptions { DataFolder = _folder }).Network.Layers.Count().ShouldBe(1);
    }

    private string Write(string location, int offset, int? length)
    {
        ForeignGraph foreign = new ForeignGraph(2).Node("MatMul", "x w", "y");
        TensorProto weight = new() { Name = "w", Type = TensorType.Float32, Dimensions = [2, 1], IsExternal = true };
        weight.External.Add(new StringStringEntryProto { Key = "location", Value = location });
        weight.External.Add(new StringStringEntryProto { Key = "offset", Value = offset.ToString(CultureInfo.InvariantCulture) });
        if (length is { } bytes)
            weight.External.Add(new StringStringEntryProto { Key = "length", Value = bytes.ToString(CultureInfo.InvariantCulture) });

        foreign.Graph.Initializers.Add(weight);
        string path = Path.Combine(_folder, "model.onnx");
        File.WriteAllBytes(path, foreign.ToArray());
        return path;
    }
}
