using Digits.Engine;
using Digits.Tests.Data;
using Digits.Zoo;
using FsCheck;
using FsCheck.Fluent;

namespace Digits.Tests.Zoo;

public sealed class NetworkDescriptionTests
{
    private const string Classic = """
        {"layers": [
          {"conv2d": {"filters": 32, "kernel": 3}}, {"relu": {}}, {"max_pool2d": {"size": 2}},
          {"conv2d": {"filters": 64, "kernel": 3}}, {"relu": {}}, {"max_pool2d": {}},
          {"conv2d": {"filters": 128, "kernel": 3}}, {"relu": {}},
          {"flatten": {}}, {"dropout": {"rate": 0.3}}, {"dense": {"units": 128}}, {"relu": {}}, // the output layer is added
        ]}
        """;

    private static readonly Shape _mnist = new(1, 28, 28);

    [Fact]
    public void A_description_of_an_architecture_makes_that_architecture_to_the_last_weight()
    {
        Network described = NetworkDescription.Parse(Classic).Build(_mnist, classes: 10, seed: 4);
        Network known = Architectures.Create("classic", _mnist, classes: 10, seed: 4);
        described.Summary().ShouldBe(known.Summary());
        described.Parameters.SelectMany(parameter => parameter.ToArray()).ShouldBe(known.Parameters.SelectMany(parameter => parameter.ToArray()));
    }

    [Fact]
    public void Blocks_add_and_join_what_their_layers_make()
    {
        Network network = Build("""
            {"conv2d": {"filters": 4, "kernel": 3, "padding": 1, "stride": 2, "bias": false}}, {"batch_norm": {"momentum": 0.2, "epsilon": 0.001}}, {"leaky_relu": {"slope": 0.2}},
            {"residual": [{"conv2d": {"filters": 4, "kernel": 1}}, {"residual": [{"relu": {}}]}]},
            {"concatenate": [[], [{"average_pool2d": {"size": 3, "stride": 1}}, {"conv2d": {"filters": 2, "kernel": 3, "padding": 2}}]]}, {"global_average_pool2d": {}}
            """);
        network.Layers.Select(layer => layer.GetType().Name).ShouldBe(
            ["Conv2D", "BatchNorm", "LeakyReLU", "Conv2D", "ReLU", "Add", "Add", "AveragePool2D", "Conv2D", "Concatenate", "GlobalAveragePool2D", "Dense"]);
        BatchNorm norm = network.Layers.OfType<BatchNorm>().Single();
        (norm.Momentum, norm.Epsilon, network.Layers.OfType<LeakyReLU>().Single().Slope).ShouldBe((0.2f, 0.001f, 0.2f));
        network.Layers.OfType<Conv2D>().First().HasBias.ShouldBeFalse();
        Node joined = network.Nodes.Single(node => node.Layer is Concatenate);
        joined.Shape.ShouldBe(new Shape(6, 14, 14));
        network.Output.Shape.ShouldBe(new Shape(10));
    }

    [Theory]
    [InlineData("""{"conv2d": {"filter": 32, "kernel": 3}}""", "layer 1 (conv2d): there is no 'filter'; did you mean 'filters'?")]
    [InlineData("""{"relu": {}}, {"conv2d": {"filters": 32, "kernel": 3, "pading": 1}}""", "layer 2 (conv2d): there is no 'pading'; did you mean 'padding'?")]
    [InlineData("""{"conv2d": {"filters": 32}}""", "layer 1 (conv2d): 'kernel' is missing; give a whole number, 1 to 255.")]
    [InlineData("""{"conv2d": {"filters": "32", "kernel": 3}}""", "layer 1 (conv2d): 'filters' is \"32\"; give a whole number, 1 to 16,384.")]
    [InlineData("""{"conv2d": {"filters": 2.5, "kernel": 3}}""", "layer 1 (conv2d): 'filters' is 2.5; give a whole number, 1 to 16,384.")]
    [InlineData("""{"conv2d": {"filters": 2, "kernel": 3, "bias": []}}""", "layer 1 (conv2d): 'bias' is a list; give true or false.")]
    [InlineData("""{"dropout": {"rate": 1}}""", "layer 1 (dropout): 'rate' is 1; give a number at least 0 and below 1.")]
    [InlineData("""{"conv2": {}}""", "layer 1: there is no layer 'conv2'; did you mean 'conv2d'?")]
    [InlineData("""{"attention": {}}""", "layer 1: there is no layer 'attention'; use one of conv2d, batch_norm, relu, leaky_relu, max_pool2d, average_pool2d, global_max_pool2d, global_average_pool2d, flatten, dropout, dense, residual, concatenate.")]
    [InlineData("""{"relu": {"x": 1}}""", "layer 1 (relu): there is no 'x'; nothing can be set there.")]
    [InlineData("\"relu\"", "layer 1: is \"relu\"; give one layer by its name, such as {\"relu\": {}}.")]
    [InlineData("""{"relu": {}, "flatten": {}}""", "layer 1: is an object of several keys; give one layer by its name, such as {\"relu\": {}}.")]
    [InlineData("""{"relu": 1}""", "layer 1 (relu): is 1; give an object of settings, {} for none.")]
    [InlineData("""{"residual": []}""", "layer 1 (residual): is empty; give the layers whose result is added to what comes in.")]
    [InlineData("""{"residual": [{"relu": {}}, {"dropout": {}}]}""", "layer 1 (residual), layer 2 (dropout): 'rate' is missing; give a number at least 0 and below 1.")]
    [InlineData("""{"residual": [{"max_pool2d": {}}]}""", "layer 1 (residual): makes 1x14x14 of 1x28x28, and only equal shapes can be added; give it a padding and filters that keep the shape.")]
    [InlineData("""{"concatenate": [[]]}""", "layer 1 (concatenate): is a list; give a list of two branches or more, each a list of layers ([] for what comes in).")]
    [InlineData("""{"concatenate": [[], [{"flaten": {}}]]}""", "layer 1 (concatenate), branch 2, layer 1: there is no layer 'flaten'; did you mean 'flatten'?")]
    [InlineData("""{"conv2d": {"filters": 3, "kernel": 40}}""", "layer 1 (conv2d): Conv2D leaves nothing of an input of 1x28x28; the map is too small for it.")]
    [InlineData("""{"flatten": {}}, {"dense": {"units": 16000}}, {"dense": {"units": 16000}}""", "layer 3 (dense): has 256,000,000 weights; at most 67,108,864 are supported.")]
    [InlineData("""{"conv2d": {"filters": 3000, "kernel": 1, "padding": 255}}""", "layer 1 (conv2d): makes 3000x538x538 values of an image; at most 16,777,216 are supported.")]
    [InlineData("""{"relu": {}}""", "the layers end in a map of 1x28x28, but the output layer, which is added, reads a vector; end with {\"flatten\": {}} or a global pool.")]
    public void What_is_wrong_is_one_line_with_the_place(string layers, string message) =>
        Should.Throw<DigitsException>(() => Build(layers)).Message.ShouldBe(message);

    [Fact]
    public void Heads_read_what_the_layers_make_and_end_in_logits_of_their_own()
    {
        Network network = NetworkDescription.Parse("""
            {"layers": [{"conv2d": {"filters": 4, "kernel": 3}}, {"relu": {}}], "heads": [[{"flatten": {}}], [{"global_max_pool2d": {}}, {"dense": {"units": 8}}, {"relu": {}}]]}
            """).Build(_mnist, classes: 7);

        network.Layers.Select(layer => layer.GetType().Name).ShouldBe(
            ["Conv2D", "ReLU", "Flatten", "Dense", "GlobalMaxPool2D", "Dense", "ReLU", "Dense", "Add", "Affine"]);
        network.Output.Shape.ShouldBe(new Shape(7));
        network.OutputsProbabilities.ShouldBeFalse();
    }

    [Theory]
    [InlineData("[]", "'heads': is a list; give a list of two branches or more, each a list of layers ([] for what comes in).")]
    [InlineData("[[{\"relu\": {}}], [{\"flaten\": {}}]]", "head 2, layer 1: there is no layer 'flaten'; did you mean 'flatten'?")]
    [InlineData("[[{\"flatten\": {}}], []]", "head 2 ends in a map of 1x28x28, but the output layer, which is added, reads a vector; end with {\"flatten\": {}} or a global pool.")]
    public void What_is_wrong_with_a_head_is_one_line(string heads, string message) =>
        Should.Throw<DigitsException>(() => NetworkDescription.Parse($"{{\"layers\": [], \"heads\": {heads}}}").Build(_mnist)).Message.ShouldBe(message);

    [Theory]
    [InlineData("", "is not JSON")]
    [InlineData("[1", "is not JSON")]
    [InlineData("[]", "a network is an object with a list of layers")]
    [InlineData("{\"layer\": []}", "a network is an object with a list of layers")]
    [InlineData("{\"layers\": 3}", "'layers': is 3; give a list of layers.")]
    [InlineData("{\"layers\": [], \"input\": 3}", "there is no 'input'; use one of layers, heads.")]
    [InlineData("{\"layers\": [{\"dense\": {\"units\": 3, \"units\": 4}}]}", "Duplicate property 'units'")]
    public void What_is_no_description_is_one_line(string json, string part)
    {
        string message = Should.Throw<DigitsException>(() => NetworkDescription.Parse(json)).Message;
        message.ShouldContain(part);
        message.ShouldNotContain('\n');
    }

    [Fact]
    public void A_file_is_named_in_what_is_wrong_with_it()
    {
        using TempFolder folder = new();
        string path = folder.Write("net.json", "{\"layers\": [{\"rellu\": {}}]}");
        Should.Throw<DigitsException>(() =>
            NetworkDescription.Load(path)).Message.ShouldBe($"{path}: layer 1: there is no layer 'rellu'; did you mean 'relu'?");
        Should.Throw<DigitsException>(() => NetworkDescription.Load(folder["none.json"])).Message.ShouldContain("no such file");
    }

    [Fact]
    public void Spaces_and_comments_say_nothing_and_everything_else_does()
    {
        NetworkDescription description = NetworkDescription.Parse(Classic);
        NetworkDescription.Parse(description.ToString()).ShouldBe(description);
        NetworkDescription.Parse(Classic.Replace("0.3", "0.4", StringComparison.Ordinal)).ShouldNotBe(description);
    }

    [Fact]
    public void Any_description_makes_a_network_or_a_message_and_is_the_same_when_written() => Prop.ForAll<byte[]>(program =>
    {
        string json = $"{{\"layers\": {Random(program)}}}";
        NetworkDescription description = NetworkDescription.Parse(json);
        NetworkDescription.Parse(description.ToString()).ShouldBe(description);
        try
        {
            description.Build(_mnist, classes: 7).Output.Shape.ShouldBe(new Shape(7));
        }
        catch (DigitsException e)
        {
            e.Message.ShouldNotContain('\n');
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_damaged_description_is_read_or_refused_but_never_breaks_the_program()
    {
        foreach (byte[] damaged in Make.Damaged(System.Text.Encoding.UTF8.GetBytes(Classic), count: 400, seed: 3))
        {
            try
            {
                NetworkDescription.Parse(System.Text.Encoding.UTF8.GetString(damaged)).Build(_mnist);
            }
            catch (DigitsException e)
            {
                e.Message.ShouldNotContain('\n');
            }
        }
    }

    private static Network Build(string layers) => NetworkDescription.Parse($"{{\"layers\": [{layers}]}}").Build(_mnist);

    /// <summary>Bytes as layers; a block takes half of those that are left.</summary>
    private static string Random(byte[] program)
    {
        List<string> layers = [];
        for (int i = 0; i < program.Length; i++)
        {
            int value = program[i];
            byte[] block = program[(i + 1)..(i + 1 + ((program.Length - i - 1) / 2))];
            layers.Add((value % 13) switch
            {
                0 or 1 => $"{{\"conv2d\": {{\"filters\": {1 + (value / 64)}, \"kernel\": {1 + (value % 3)}, \"padding\": {value / 100}}}}}",
                2 => "{\"batch_norm\": {}}",
                3 => "{\"leaky_relu\": {\"slope\": 0.25}}",
                4 => "{\"max_pool2d\": {}}",
                5 => "{\"average_pool2d\": {\"size\": 2, \"stride\": 1}}",
                6 => "{\"flatten\": {}}",
                7 => $"{{\"dense\": {{\"units\": {1 + (value % 9)}}}}}",
                8 => "{\"dropout\": {\"rate\": 0.5}}",
                9 => "{\"global_max_pool2d\": {}}",
                10 when block.Length > 0 => $"{{\"residual\": {Random(block)}}}",
                11 => $"{{\"concatenate\": [{Random(block)}, {Random(block[(block.Length / 2)..])}]}}",
                _ => "{\"relu\": {}}",
            });
            i += value % 13 is 10 or 11 ? block.Length : 0;
        }

        return $"[{string.Join(", ", layers)}]";
    }
}
