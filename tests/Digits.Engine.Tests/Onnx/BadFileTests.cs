using Digits.Engine.Onnx;

namespace Digits.Engine.Tests.Onnx;

/// <summary>Whatever is wrong with a model file is one line that says what.</summary>
public class BadFileTests
{
    private static readonly byte[] _good = new OnnxModel(Network.Sequential(
        new Shape(1, 8, 8),
        new Conv2D(3, 3),
        new BatchNorm(),
        new ReLU(),
        new MaxPool2D(),
        new Dropout(0.25f),
        new Flatten(channelsLast: true),
        new Dense(4),
        new Softmax())).ToArray();

    [Fact]
    public void An_unsupported_operator_is_named_with_what_is_supported()
    {
        string message = Complaint(new ForeignGraph(2).Node("Unique", "x", "y"));
        message.ShouldBe("Node that makes 'y' (Unique): the operator Unique is not supported; docs/INTEROP.md lists those that are. " +
            "Export the model without it, or up to it and load that output.");
    }

    [Theory]
    [InlineData("Loop", "torch.jit.trace")]
    [InlineData("NonZero", "Export the model up to this node")]
    public void A_usual_operator_that_is_not_supported_is_refused_with_a_way_out(string op, string wayOut) =>
        Complaint(new ForeignGraph(2).Node(op, "x", "y")).ShouldContain(wayOut);

    [Theory]
    [InlineData("Add")]
    [InlineData("Mul")]
    [InlineData("Sub")]
    public void Values_seen_in_other_dimensions_are_not_taken_one_by_one(string op)
    {
        ForeignGraph graph = new ForeignGraph(10).Integers("s", -1, 5, 2).Integers("t", -1, 2, 5).Node("Reshape", "x s", "a").Node("Reshape", "x t", "b");

        Complaint(graph.Node(op, "a b", "y")).ShouldContain("[N, 5, 2] and [N, 2, 5]");
    }

    [Fact]
    public void An_operator_of_another_domain_is_named_with_it()
    {
        ForeignGraph foreign = new ForeignGraph(2).Node("Relu", "x", "y");
        foreign.Graph.Nodes[0].Domain = "com.microsoft";
        Complaint(foreign).ShouldContain("the operator com.microsoft.Relu is not supported");
    }

    [Fact]
    public void Weights_in_another_file_are_refused()
    {
        ForeignGraph foreign = new ForeignGraph(2).Node("MatMul", "x w", "y");
        foreign.Graph.Initializers.Add(new TensorProto { Name = "w", Type = TensorType.Float32, Dimensions = [2, 10], IsExternal = true });
        Complaint(foreign).ShouldStartWith("Tensor 'w' keeps its values in another file;");
    }

    [Theory]
    [InlineData(0, "The file is empty")]
    [InlineData(1, "cut short or damaged")]
    [InlineData(100, "cut short or damaged")]
    [InlineData(-1, "cut short or damaged")]
    public void A_file_cut_short_is_noticed(int length, string complaint) =>
        Complaint(_good[..(length < 0 ? _good.Length + length : length)]).ShouldContain(complaint);

    [Fact]
    public void A_file_cut_anywhere_is_noticed()
    {
        for (int length = 1; length < _good.Length; length++)
            Complaint(_good[..length]).ShouldContain("damaged");
    }

    [Theory]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 12345\n")]
    [InlineData("{\"weights\": [1, 2, 3]}")]
    [InlineData("\u0089PNG\r\n")]
    public void Other_files_are_told_apart(string text) => Complaint(System.Text.Encoding.Latin1.GetBytes(text)).ShouldStartWith("This is not an ONNX file");

    [Fact]
    public void A_missing_file_and_a_folder_are_named()
    {
        Should.Throw<DigitsException>(() => OnnxModel.Load("/no/such/model.onnx")).Message.ShouldBe("/no/such/model.onnx: no such file.");
        Should.Throw<DigitsException>(() => OnnxModel.Load(Path.GetTempPath())).Message.ShouldStartWith(Path.GetTempPath() + ": ");
    }

    [Theory]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 26421\n", "a pointer to one; fetch the model with git lfs pull")]
    [InlineData("PK\u0003\u0004archive/data.pkl", "a ZIP archive; unpack it, or export the model as ONNX if PyTorch saved it so")]
    [InlineData("\u001F\u008B\u0008", "packed by gzip; unpack it")]
    public void What_it_is_instead_is_said(string text, string what) =>
        Complaint(System.Text.Encoding.Latin1.GetBytes(text)).ShouldBe($"This is not an ONNX file but {what}.");

    [Fact]
    public void A_file_that_cannot_be_written_is_one_line()
    {
        string path = Path.Combine(typeof(BadFileTests).Assembly.Location, "model.onnx");
        OneLine(Should.Throw<DigitsException>(() => OnnxModel.Read(_good).Save(path))).ShouldStartWith($"{path}: cannot be written");
    }

    [Fact]
    public void Two_inputs_or_outputs_are_refused()
    {
        ForeignGraph inputs = new ForeignGraph(2).Node("Add", "x z", "y");
        inputs.Graph.Inputs.Add(new ValueInfoProto { Name = "z" });
        Complaint(inputs).ShouldBe("The model has 2 inputs (x, z); one is supported. Export it with the image alone as its input.");

        ForeignGraph outputs = new ForeignGraph(2).Node("Relu", "x", "y").Node("Relu", "y", "z");
        outputs.Graph.Outputs.Add(new ValueInfoProto { Name = "z" });
        Complaint(outputs).ShouldBe("The model has 2 outputs ('y', 'z'); say which one is meant.");
    }

    [Fact]
    public void Types_that_are_no_numbers_are_named()
    {
        ForeignGraph input = new ForeignGraph(2).Node("Relu", "x", "y");
        input.Graph.Inputs[0].Type.Tensor!.ElementType = TensorType.String;
        Complaint(input).ShouldBe("Input 'x' is of type string; numbers are needed.");

        ForeignGraph weight = new ForeignGraph(2).Ramp("w", 2, 3).Node("MatMul", "x w", "y");
        weight.Graph.Initializers[0].Type = TensorType.String;
        Complaint(weight).ShouldStartWith("Tensor 'w' is of type string;");
    }

    [Fact]
    public void Weights_of_the_wrong_size_are_refused()
    {
        Complaint(new ForeignGraph(2).Constant("w", [2, 3], 1f, 2f).Node("MatMul", "x w", "y"))
            .ShouldBe("Tensor 'w' of dimensions 2x3 needs 6 values, but the file holds 2; it is damaged.");
        Complaint(new ForeignGraph(3).Ramp("w", 2, 3).Node("MatMul", "x w", "y")).ShouldContain("it reads [N, 3] where [N, 2] is needed");
        Complaint(new ForeignGraph(2, 8, 8).Ramp("w", 4, 3, 1, 1).Node("Conv", "x w", "y")).ShouldContain("its weights are for 3 channels, but it reads 2");
        Complaint(new ForeignGraph(1, 2, 2).Ramp("w", 4, 1, 3, 3).Node("Conv", "x w", "y")).ShouldContain("the map is too small");
        Complaint(new ForeignGraph(2).Constant("w", [1L << 40, 1L << 40]).Node("MatMul", "x w", "y")).ShouldContain("impossible dimensions");
    }

    [Fact]
    public void A_circle_and_a_missing_tensor_are_found()
    {
        Complaint(new ForeignGraph(2).Node("Add", "x b", "a").Node("Relu", "a", "b").Node("Relu", "b", "y")).ShouldContain("may not go in circles");
        Complaint(new ForeignGraph(2).Node("Add", "x nowhere", "y")).ShouldContain("nothing makes the tensor 'nowhere' that it reads");
        Complaint(new ForeignGraph(2).Node("Relu", "x", "z")).ShouldContain("Nothing makes the output 'y'");
        Complaint(new ForeignGraph(2).Ramp("y", 2)).ShouldBe("The model's output does not depend on its input.");
    }

    [Theory]
    [InlineData("ReduceProd", "x", "ReduceProd of what the model computes is not supported, only of constants")]
    [InlineData("Where", "x", "it lacks input 1; the file is damaged")]
    [InlineData("Greater", "x", "it lacks input 1; the file is damaged")]
    [InlineData("Add", "x v", "one for each channel or one for each value of [N, 2, 3, 3]")]
    [InlineData("GlobalMaxPool", "w", "The model's output does not depend on its input")]
    [InlineData("Conv", "x x", "its input 1 must be a constant in the file")]
    [InlineData("Conv", "x", "its input 1 must be a constant in the file")]
    [InlineData("MatMul", "x m", "it reads [N, 2, 3, 3] where")]
    [InlineData("MatMul", "m x", "it multiplies a constant of 2x5 by [N, 2, 3, 3], which does not fit")]
    public void What_the_engine_lacks_is_said(string op, string inputs, string complaint) =>
        Complaint(new ForeignGraph(2, 3, 3).Ramp("w", 3, 3).Ramp("v", 4).Ramp("m", 2, 5).Node(op, inputs, "y")).ShouldContain(complaint);

    [Fact]
    public void Settings_that_the_engine_lacks_are_said()
    {
        Complaint(Conv(AttributeProto.Of("group", 2))).ShouldContain("its weights are for 1 channels in each of 2 groups, but it reads 1");
        Complaint(Conv(AttributeProto.Of("dilations", 1, 2))).ShouldContain("dilations 1, 2 are not supported");
        Complaint(Conv(AttributeProto.Of("pads", 1, 1))).ShouldContain("only two-dimensional windows are supported");
        Complaint(Conv(AttributeProto.Of("strides", 0, 1))).ShouldContain("strides is 0, 1; each must be from 1 to 256");

        Complaint(new ForeignGraph(1, 4, 4).Integers("p", 0, 0, 1, 1, 0, 0, 1, 1).Node("Pad", "x p", "y", ForeignGraph.Text("mode", "mirror")))
            .ShouldContain("mode 'mirror' is not supported");
        Complaint(new ForeignGraph(1, 4, 4).Integers("p", 1, 0, 0, 0, 0, 0, 0, 0).Node("Pad", "x p", "y")).ShouldContain("it pads the batch");

        static ForeignGraph Conv(AttributeProto attribute) => new ForeignGraph(1, 4, 4).Ramp("w", 1, 1, 2, 2).Node("Conv", "x w", "y", attribute);
    }

    [Fact]
    public void Names_from_the_file_stay_on_one_line()
    {
        ForeignGraph foreign = new ForeignGraph(2).Node("Un\nique", "x", "y");
        foreign.Graph.Nodes[0].Name = new string('n', 1000) + "\r\n";
        Complaint(foreign).Length.ShouldBeLessThan(800);
    }

    [Fact]
    public void A_part_that_cannot_be_is_refused()
    {
        ForeignGraph slice = new ForeignGraph(2, 4, 4).Integers("b", 3).Integers("e", 1).Integers("axis", 2).Node("Slice", "x b e axis", "y");
        Complaint(slice).ShouldContain("it leaves nothing of [N, 2, 4, 4]");
        ForeignGraph split = new ForeignGraph(2, 4, 4).Integers("s", 3, 2).Node("Split", "x s", "y", AttributeProto.Of("axis", 2));
        split.Graph.Nodes[0].Outputs.Add("z");
        Complaint(split).ShouldContain("its parts (3x2) are not 4 together");
        Complaint(new ForeignGraph(2, 4, 4).Integers("i", 4).Node("Gather", "x i", "y", AttributeProto.Of("axis", 2))).ShouldContain("index 4 is not one of 4");
        Complaint(new ForeignGraph(2, 4, 4).Integers("i", 0, 1).Node("Gather", "x i", "y")).ShouldContain("it takes the batch apart");
        Complaint(new ForeignGraph(2, 4, 4).Node("Transpose", "x", "t", AttributeProto.Of("perm", 1, 0, 2, 3)).Node("Relu", "t", "y"))
            .ShouldContain("its input 't' has the batch as axis 1");
        Complaint(new ForeignGraph(2, 4, 4).Integers("p", 0, 0, 4, 0, 0, 0, 0, 0).Node("Pad", "x p", "y", ForeignGraph.Text("mode", "reflect")))
            .ShouldContain("it reflects more than the 4 values");
        Complaint(new ForeignGraph(3, 4, 4).Node("DepthToSpace", "x", "y", AttributeProto.Of("blocksize", 2)))
            .ShouldContain("its blocksize 2 does not divide 3");
        Complaint(new ForeignGraph(2, 4, 4).Constant("s", [4], 1, 1, 2, 2).Node("Upsample", "x s", "y", ForeignGraph.Text("mode", "area")))
            .ShouldContain("mode 'area' is unknown");
        Complaint(new ForeignGraph(2, 4, 4).Constant("s", [4], 1, 2, 2, 2).Node("Upsample", "x s", "y", ForeignGraph.Text("mode", "linear")))
            .ShouldContain("its mode is supported for the last two axes of [N, 2, 4, 4] only");
        Complaint(new ForeignGraph(2, 4, 4).Integers("p", 0, 0, 1, 1, 0, 0, 1, 1).Constant("v", [], float.NaN).Node("Pad", "x p v", "y"))
            .ShouldContain("must be one number that stands in the file");
        Complaint(new ForeignGraph(4).Node("Max", string.Join(' ', Enumerable.Repeat("x", 30_000)), "y")).ShouldContain("more than 20000 simple operators");
        Complaint(new ForeignGraph(1, 1, 46_000).Constant("s", [4], 1, 1, 1, 1.001f).Node("Upsample", "x s", "y", ForeignGraph.Text("mode", "linear")))
            .ShouldContain("values for each image, which is not supported");
        ForeignGraph overBatch = new ForeignGraph(49).Integers("shape", -1, 49).Node("Reshape", "x shape", "r");
        Complaint(overBatch.Node("Softmax", "r", "y", AttributeProto.Of("axis", 0)))
            .ShouldContain("it takes the batch apart, which is not supported");
    }

    [Fact]
    public void A_model_too_large_to_run_is_refused_before_it_takes_memory()
    {
        Complaint(new ForeignGraph(1, 30_000, 30_000).Node("Relu", "x", "y")).ShouldContain("at most 131072 pixels are supported");
        Complaint(new ForeignGraph(8192, 362, 362).Node("Transpose", "x", "y", AttributeProto.Of("perm", 0, 2, 1, 3)))
            .ShouldContain("is of 8192x362x362 values; at most 16777216 are supported");
        Complaint(new ForeignGraph(1 << 20, 256, 256).Node("Relu", "x", "y")).ShouldContain("is of 1048576x256x256 values");
        ForeignGraph doubling = new(1, 100, 100);
        for (int i = 0; i < 60; i++)
            doubling.Node("Concat", i == 0 ? "x x" : $"c{i - 1} c{i - 1}", i == 59 ? "y" : $"c{i}", AttributeProto.Of("axis", 1));

        Complaint(doubling).ShouldContain("more than is supported");
    }

    [Fact]
    public void A_model_that_would_take_long_to_read_is_refused()
    {
        ForeignGraph products = new ForeignGraph(2).Integers("shape", 1024, 1024).Node("ConstantOfShape", "shape", "m0");
        for (int i = 0; i < 8; i++)
            products.Node("MatMul", $"m{i} m{i}", $"m{i + 1}");

        Complaint(products.Node("Gather", "m8 shape", "g").Node("Add", "x g", "y")).ShouldContain("reading the file would take more than 4294967296 steps");
    }

    [Fact]
    public void A_long_chain_loads_and_a_longer_one_is_refused()
    {
        Chain(2000).Load().Layers.Count().ShouldBe(2000);
        Complaint(Chain(2001)).ShouldBe("The model has 2001 nodes; at most 2000 are read.");

        static ForeignGraph Chain(int length)
        {
            ForeignGraph chain = new(2);
            for (int i = 0; i < length; i++)
                chain.Node("Relu", i == 0 ? "x" : $"r{i - 1}", i == length - 1 ? "y" : $"r{i}");

            return chain;
        }
    }

    [Fact]
    public void Damage_never_makes_more_than_one_line_of_trouble()
    {
        Random random = new(1);
        for (int round = 0; round < 4000; round++)
        {
            byte[] bytes = [.. _good];
            for (int flips = random.Next(1, 5); flips > 0; flips--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);

            try
            {
                OnnxModel.Read(bytes.AsSpan(0, random.Next(4) == 0 ? random.Next(bytes.Length) : bytes.Length));
            }
            catch (DigitsException e)
            {
                OneLine(e);
            }
        }
    }

    private static string Complaint(ForeignGraph graph) => Complaint(graph.ToArray());

    private static string Complaint(byte[] bytes) => OneLine(Should.Throw<DigitsException>(() => OnnxModel.Read(bytes)));

    private static string OneLine(DigitsException e)
    {
        e.Message.ShouldNotContain('\n');
        e.Message.ShouldNotContain('\r');
        return e.Message;
    }
}
