using System.Runtime.InteropServices;
using FsCheck;
using FsCheck.Fluent;

namespace Digits.Engine.Tests.Onnx;

public class RoundTripTests
{
    [Fact]
    public void A_random_network_comes_back_as_it_was() => Prop
        .ForAll(ArbMap.Default.ArbFor<byte[]>(), program => ComesBack(RandomNetwork.Build(program)))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(400).WithStartSize(1).WithEndSize(60));

    [Fact]
    public void Layers_keep_their_settings()
    {
        Network network = Network.Sequential(
            new Shape(2, 12, 10),
            new Affine([0.5f, 2f], [-1f, -0f]),
            new Conv2D(3, new Window2D(3, 2, 2, 1, 1, 0, 2, 1, 2), bias: false),
            new BatchNorm(momentum: 0.03f, epsilon: 1e-3f),
            new LeakyReLU(0.2f),
            new MaxPool2D(new Window2D(2, 3, 1, 2, 1, 1, 0, 2)),
            new AveragePool2D(new Window2D(2, 2, 1, 1, 1, 0, 0, 1), countPadding: true),
            new Dropout(0.3f),
            new Flatten(channelsLast: true),
            new Dense(5, bias: false),
            new Softmax(logarithm: true));

        Layer[] layers = [.. RoundTrip(network).Layers];

        layers.Select(layer => layer.GetType()).ShouldBe(network.Layers.Select(layer => layer.GetType()));
        layers.OfType<Conv2D>().Single().Window.ShouldBe(new Window2D(3, 2, 2, 1, 1, 0, 2, 1, 2));
        layers.OfType<Conv2D>().Single().HasBias.ShouldBeFalse();
        layers.OfType<BatchNorm>().Single().Momentum.ShouldBe(0.03f);
        layers.OfType<BatchNorm>().Single().Epsilon.ShouldBe(1e-3f);
        layers.OfType<LeakyReLU>().Single().Slope.ShouldBe(0.2f);
        layers.OfType<MaxPool2D>().Single().Window.ShouldBe(new Window2D(2, 3, 1, 2, 1, 1, 0, 2));
        layers.OfType<AveragePool2D>().Single().CountPadding.ShouldBeTrue();
        layers.OfType<Dropout>().Single().Rate.ShouldBe(0.3f);
        layers.OfType<Flatten>().Single().ChannelsLast.ShouldBeTrue();
        layers.OfType<Dense>().Single().HasBias.ShouldBeFalse();
        layers.OfType<Softmax>().Single().Logarithm.ShouldBeTrue();
    }

    [Fact]
    public void A_residual_and_a_dense_block_come_back() => ComesBack(Blocks());

    [Fact]
    public void A_network_without_layers_comes_back()
    {
        Node image = Node.Input(3, 4, 5);
        ComesBack(new Network(image, image)).ShouldBeTrue();
    }

    [Fact]
    public void Every_bit_of_a_weight_comes_back()
    {
        Network network = Network.Sequential(new Shape(4), new Dense(2));
        float[] odd = [-0f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.Epsilon, float.MaxValue, 1f / 3f, -1e-40f];
        network.Parameters.First().Assign(odd);

        MemoryMarshal.AsBytes<float>(RoundTrip(network).Parameters.First().ToArray()).ToArray().ShouldBe(MemoryMarshal.AsBytes<float>(odd).ToArray());
    }

    [Fact]
    public void A_network_that_ends_in_a_map_of_steps_comes_back()
    {
        Network network = Network.Sequential(
            new Shape(1, 7, 11),
            new Conv2D(4, new Window2D(3, 3, PadLeft: 1, PadRight: 1)), new BatchNorm(), new ReLU(), new MaxPool2D(new Window2D(2, 1, StrideY: 2)),
            new Conv2D(3, new Window2D(2, 1)));

        ComesBack(network).ShouldBeTrue();
        RoundTrip(network).Output.Shape.ShouldBe(new Shape(3, 1, 11));
    }

    [Fact]
    public void Metadata_comes_back_and_its_order_does_not_matter()
    {
        Network network = Blocks();
        OnnxModel one = new(network, new Dictionary<string, string> { [OnnxMetadata.Labels] = "0,1", ["note"] = "line\nline; ü 数字", ["empty"] = "" });
        OnnxModel other = new(network, new Dictionary<string, string> { ["empty"] = "", ["note"] = "line\nline; ü 数字", [OnnxMetadata.Labels] = "0,1" });

        one.ToArray().ShouldBe(other.ToArray());
        OnnxModel.Read(one.ToArray()).Metadata.ShouldBe(one.Metadata);
        one.Metadata[OnnxMetadata.InputRange].ShouldBe("0-1");
    }

    [Fact]
    public void A_saved_file_loads_and_nothing_else_is_left_beside_it()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string path = Path.Combine(folder, "model.onnx");
            OnnxModel model = new(Blocks());
            model.Save(path);
            model.Save(path);

            OnnxModel.Load(path).ToArray().ShouldBe(model.ToArray());
            Directory.GetFiles(folder).ShouldBe([path]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Network RoundTrip(Network network) => OnnxModel.Read(new OnnxModel(network).ToArray()).Network;

    private static bool ComesBack(Network network)
    {
        byte[] bytes = new OnnxModel(network).ToArray();
        OnnxModel again = OnnxModel.Read(bytes);
        again.Network.Summary().ShouldBe(network.Summary());
        again.Network.Parameters.Select(parameter => parameter.Name).ShouldBe(network.Parameters.Select(parameter => parameter.Name));
        again.ToArray().ShouldBe(bytes);
        float[] images = RandomNetwork.Images(network, 3);
        float[] expected = new InferencePlan(network, threads: 1).Run(images);
        float[] actual = new InferencePlan(again.Network, threads: 1).Run(images);
        return MemoryMarshal.AsBytes<float>(actual).SequenceEqual(MemoryMarshal.AsBytes<float>(expected));
    }

    private static Network Blocks()
    {
        Node image = Node.Input(1, 8, 8);
        Node a = image.Then(new Conv2D(4, 3, padding: 1), new BatchNorm(), new ReLU());
        Node residual = Node.Add(a, a.Then(new Conv2D(4, 3, padding: 1))).Then(new ReLU());
        Node dense = Node.Concatenate(residual, residual.Then(new BatchNorm(), new ReLU(), new Conv2D(2, 3, padding: 1)));
        return new Network(image, dense.Then(new GlobalMaxPool2D(), new Dense(10)), seed: 3);
    }
}
