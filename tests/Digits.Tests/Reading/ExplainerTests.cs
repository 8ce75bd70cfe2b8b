using Digits.Data;
using Digits.Engine;
using Digits.Imaging;
using Digits.Reading;
using Digits.Zoo;

namespace Digits.Tests.Reading;

public sealed class ExplainerTests
{
    private static readonly DigitSet _digits = Strokes.Generate(train: 1, test: 20).Test!;

    [Fact]
    public void The_occlusion_is_the_mean_fall_of_the_probability_over_all_patches()
    {
        Classifier classifier = Classifier.Default;
        byte[] pixels = _digits.Image(3).ToArray();
        Explanation explanation = new Explainer(classifier).Explain(new GrayImage(28, 28, pixels));
        float whole = Probability(pixels);
        double[] sum = new double[784];
        int[] patches = new int[784];
        // Patches of 5x5, two pixels apart, the first of them with its middle on the edge.
        for (int top = -2; top <= 25; top += 2)
        {
            for (int left = -2; left <= 25; left += 2)
            {
                byte[] hidden = [.. pixels];
                int[] under = [.. Enumerable.Range(0, 784).Where(i => i / 28 >= top && i / 28 < top + 5 && i % 28 >= left && i % 28 < left + 5)];
                foreach (int i in under)
                    hidden[i] = 0;
                float fall = whole - Probability(hidden);
                foreach (int i in under)
                {
                    sum[i] += fall;
                    patches[i]++;
                }
            }
        }

        explanation.Answer.ShouldBeEquivalentTo(classifier.Classify(new GrayImage(28, 28, pixels)));
        for (int i = 0; i < 784; i++)
            ((double)explanation.Occlusion[i]).ShouldBe(sum[i] / patches[i], 1e-5);
        explanation.Occlusion.Max().ShouldBeGreaterThan(0);

        float Probability(byte[] image)
        {
            float[] probabilities = new float[classifier.Classes];
            classifier.Probabilities(image.Select(pixel => pixel / 255f).ToArray(), probabilities);
            return probabilities[explanation.Answer.Class];
        }
    }

    [Theory]
    [InlineData(OnnxMetadata.ZeroToOne, 1f)]
    [InlineData(OnnxMetadata.ZeroTo255, 255f)]
    public void The_maps_are_what_the_convolutions_give(string range, float scale)
    {
        // One filter doubles the image, one is what is left of 100 / 255 after it, and one sees nothing.
        Conv2D conv = new(3, kernel: 1);
        Network network = Network.Sequential(new Shape(1, 6, 7), conv, new ReLU(), new Flatten(), new Dense(3));
        network.Initialize(1);
        conv.Weight.Assign([2, -1, 0]);
        conv.Bias!.Assign([0, 100 / 255f * scale, 0]);
        byte[] pixels = [.. Enumerable.Range(0, 42).Select(i => (byte)(6 * i))];
        Classifier classifier = new(new OnnxModel(network, new Dictionary<string, string> { [OnnxMetadata.InputRange] = range }));

        LayerMaps layer = new Explainer(classifier).Explain(new GrayImage(7, 6, pixels)).Layers.ShouldHaveSingleItem();

        (layer.Channels, layer.Height, layer.Width).ShouldBe((3, 6, 7));
        layer.Maps.Count.ShouldBe(3);
        for (int i = 0; i < 42; i++)
        {
            layer.Maps[0][i].ShouldBe(2 * pixels[i] / 255f * scale, 1e-3f);
            layer.Maps[1][i].ShouldBe(Math.Max(0, 100 - pixels[i]) / 255f * scale, 1e-3f);
            layer.Maps[2][i].ShouldBe(0);
        }
    }

    [Fact]
    public void Of_many_maps_those_that_vary_the_most_are_shown()
    {
        Conv2D conv = new(20, kernel: 1, bias: false);
        Network network = Network.Sequential(new Shape(1, 4, 4), conv, new Flatten(), new Dense(2));
        network.Initialize(1);
        // The fifth and the last three filters hardly see the image.
        conv.Weight.Assign([.. Enumerable.Range(0, 20).Select(i => i is 4 or > 16 ? 0.001f : 100f + i)]);
        byte[] pixels = [255, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

        LayerMaps layer = new Explainer(new Classifier(network)).Explain(new GrayImage(4, 4, pixels)).Layers.ShouldHaveSingleItem();

        layer.Channels.ShouldBe(20);
        layer.Maps.Select(map => (int)Math.Round(map[0])).ShouldBe([100, 101, 102, 103, 105, 106, 107, 108, 109, 110, 111, 112, 113, 114, 115, 116]);
    }

    [Theory]
    [InlineData("classic")]
    [InlineData("reader")]
    [InlineData("densenet")]
    public void Any_architecture_and_any_image_can_be_explained(string architecture)
    {
        Network network = Architectures.Create(architecture, new Shape(1, 28, 28), 10);
        network.Initialize(2);
        Explainer explainer = new(new Classifier(network));
        foreach (byte ink in new byte[] { 0, 255 })
        {
            Explanation explanation = explainer.Explain(new GrayImage(28, 28, Enumerable.Repeat(ink, 784).ToArray()));
            explanation.Occlusion.ShouldAllBe(fall => fall == 0);
            explanation.Layers.Count.ShouldBe(Math.Min(8, network.Nodes.Count(node => node.Layer is Conv2D)));
            explanation.Layers.ShouldAllBe(layer => layer.Maps.Count <= 16 && layer.Maps.All(map => map.Length == layer.Height * layer.Width));
        }
    }

    [Fact]
    public void An_image_of_another_size_is_refused() =>
        Should.Throw<InvalidInputException>(() =>
            new Explainer(Classifier.Default).Explain(new GrayImage(27, 28, new byte[27 * 28]))).Message.ShouldContain("27x28");
}
