using Digits.Engine.Tests.Onnx;
using FsCheck;
using FsCheck.Fluent;

namespace Digits.Engine.Tests.Networks;

public class AverageTests
{
    private const int Classes = 5;

    [Fact]
    public void An_ensemble_of_any_networks_gives_the_mean_of_their_probabilities_in_lanes_and_one_by_one() => Prop.ForAll<byte[], byte[]>((a, b) =>
    {
        Network[] members = [Classifier(a, 1), Classifier([.. b, .. new byte[(a.Length + (2 * b.Length)) % 3]], 2), Classifier(a, 3)];
        float[] images = RandomNetwork.Images(members[0], 33);
        float[][] each = [.. members.Select(member => new InferencePlan(member).Run(images))];

        Network ensemble = Network.Average(members);

        ensemble.OutputsProbabilities.ShouldBeTrue();
        ensemble.ParameterCount.ShouldBe(members.Sum(member => member.ParameterCount));
        float[] together = new InferencePlan(ensemble).Run(images);
        float[] alone = new InferencePlan(ensemble).Run(images.AsMemory(0, ensemble.Input.Shape.Size));
        alone.ShouldBe(together[..Classes]);
        for (int i = 0; i < together.Length; i++)
            together[i].ShouldBe((float)each.Average(logits => Softmax(logits, i)), 1e-6f);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_ensemble_survives_its_file() => Prop.ForAll<byte[]>(program =>
    {
        Network ensemble = Network.Average(Classifier(program, 1), Classifier(program, 2));
        float[] images = RandomNetwork.Images(ensemble, 3);

        Network loaded = OnnxModel.Read(new OnnxModel(ensemble).ToArray()).Network;

        loaded.OutputsProbabilities.ShouldBeTrue();
        loaded.Layers.Select(layer => layer.Name).ShouldBe(ensemble.Layers.Select(layer => layer.Name));
        new InferencePlan(loaded).Run(images).ShouldBe(new InferencePlan(ensemble).Run(images));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Members_stay_as_they_were_and_on_their_own()
    {
        Network a = Classifier([], 1);
        Network b = Classifier([], 2);
        string[] names = [.. a.Layers.Select(layer => layer.Name)];
        Network ensemble = Network.Average(a, b);
        float[] images = RandomNetwork.Images(a, 1);
        float[] before = new InferencePlan(ensemble).Run(images);

        a.Initialize(9);

        a.Layers.Select(layer => layer.Name).ShouldBe(names);
        new InferencePlan(ensemble).Run(images).ShouldBe(before);
    }

    [Fact]
    public void Members_that_end_in_probabilities_get_no_second_softmax()
    {
        Network logits = Classifier([], 1);
        Network softmax = new(logits.Input, logits.Output.Then(new Softmax()), seed: null);
        Network pair = Network.Average(logits, softmax);
        Network nested = Network.Average(pair, softmax);

        float[] images = RandomNetwork.Images(logits, 2);
        nested.Layers.Count(layer => layer is Softmax).ShouldBe(3);
        float[] expected = new InferencePlan(softmax).Run(images);
        float[] actual = new InferencePlan(nested).Run(images);
        for (int i = 0; i < expected.Length; i++)
            actual[i].ShouldBe(expected[i], 1e-6f);
    }

    [Fact]
    public void What_only_looks_like_a_mean_of_probabilities_gives_none()
    {
        Network logits = Classifier([], 1);
        logits.OutputsProbabilities.ShouldBeFalse();
        Node input = Node.Input(1, 9, 8);
        Node one = logits.Apply(input).Then(new Softmax());
        Node two = logits.Apply(input, "two.").Then(new Softmax());
        Gives(Node.Add(one, two).Then(new Affine([0.5f], [0f]))).ShouldBeTrue();
        Gives(Node.Add(one, two).Then(new Affine([0.4f], [0f]))).ShouldBeFalse();
        Gives(Node.Add(one, two).Then(new Affine([0.5f], [0.1f]))).ShouldBeFalse();
        Gives(Node.Add(one, two)).ShouldBeFalse();
        Gives(Node.Add(one, logits.Apply(input, "three.")).Then(new Affine([0.5f], [0f]))).ShouldBeFalse();
        Gives(logits.Apply(input, "four.").Then(new Softmax(logarithm: true))).ShouldBeFalse();

        bool Gives(Node output) => new Network(input, output, seed: null).OutputsProbabilities;
    }

    [Fact]
    public void Networks_that_do_not_fit_are_refused()
    {
        Network four = Network.Sequential(new Shape(1, 9, 8), new Flatten(), new Dense(4));
        Should.Throw<ArgumentException>(() => Network.Average(four)).Message.ShouldContain("two members");
        Should.Throw<ArgumentException>(() => Network.Average(four, Classifier([], 1))).Message.ShouldContain("equal shape, not 4 and 5");
        Should.Throw<ArgumentException>(() => Network.Average(four, Network.Sequential(new Shape(1, 8, 8), new Flatten(), new Dense(4))))
            .Message.ShouldContain("reads 1x8x8, not 1x9x8");
    }

    /// <summary>A random network with a dense layer of its own on top; its input has (length of the program % 3) + 1 channels.</summary>
    private static Network Classifier(byte[] program, ulong seed)
    {
        Network body = RandomNetwork.Build(program);
        Node maps = body.Apply(body.Input).Then(new Flatten());
        Network head = Network.Sequential(maps.Shape, new Dense(Classes));
        head.Initialize(seed);
        return new Network(body.Input, head.Apply(maps, "head."), seed: null);
    }

    private static double Softmax(float[] logits, int index)
    {
        double[] row = [.. logits.Skip(index / Classes * Classes).Take(Classes).Select(logit => (double)logit)];
        return Math.Exp(row[index % Classes] - row.Max()) / row.Sum(logit => Math.Exp(logit - row.Max()));
    }
}
