using Digits.Data;
using Digits.Engine;
using Digits.Evaluation;
using Digits.Reading;
using Digits.Reports;
using Digits.Zoo;

namespace Digits.Tests.Reports.Pictures;

public sealed class SaliencyGalleryTests
{
    private static readonly string[] _labels = ["<0>", "&1"];

    [Theory]
    [InlineData(OnnxMetadata.ZeroToOne, 10)]
    [InlineData(OnnxMetadata.ZeroTo255, 10f / 255)]
    public void The_ink_that_misled_the_network_is_coloured(string range, float weight)
    {
        // The logit of class 0 is ten times pixel (2, 3), less five times pixel (6, 6), on a scale of 0 to 1; that of class 1 is 0.
        Dense dense = new(2);
        Network network = Network.Sequential(new Shape(1, 8, 8), new Flatten(), dense);
        float[] weights = new float[128];
        weights[(2 * 8) + 3] = weight;
        weights[(6 * 8) + 6] = -weight / 2;
        dense.Weight.Assign(weights);
        dense.Bias!.Assign([0, 0]);
        byte[] pixels = new byte[64];
        pixels[(2 * 8) + 3] = pixels[(6 * 8) + 6] = 255;
        DigitSet set = new("dots", 8, 8, pixels, [1]);
        Classifier classifier = new(new OnnxModel(network, new Dictionary<string, string> { [OnnxMetadata.InputRange] = range }));

        Drawn gallery = new(SaliencyGallery.Create(new Predictions(set, _labels, classifier.Logits(set)), classifier));

        gallery.Digits.Select(Drawn.Pixels).ShouldAllBe(digit => digit.SequenceEqual(pixels));
        int[] map = Drawn.Signed(gallery.Colored[^1]);
        // Patches of 2x2 at every place: hiding the pixel itself takes all 10 away, each of its eight neighbours half or a quarter of the times.
        Around(2, 3).ShouldBe([64, 128, 64, 128, 255, 128, 64, 128, 64]);
        Around(6, 6).ShouldBe([-32, -64, -32, -64, -128, -64, -32, -64, -32]);
        map.Count(value => value != 0).ShouldBe(18);
        gallery.Texts.ShouldContain("±10.0");
        gallery.Texts.ShouldContain("&1 read as <0>");

        int[] Around(int row, int column) => [.. from y in Enumerable.Range(row - 1, 3) from x in Enumerable.Range(column - 1, 3) select map[(y * 8) + x]];
    }

    [Fact]
    public void A_perfect_network_was_not_misled()
    {
        Classifier classifier = new(Network.Sequential(new Shape(1, 8, 8), new Flatten(), new Dense(10)));
        SaliencyGallery.Create(MadePredictions.Perfect(5), classifier).ShouldBeNull();
    }

    [Fact]
    public void A_class_for_what_is_no_digit_does_not_make_it_another_network()
    {
        OnnxModel model = new(
            Network.Sequential(new Shape(1, 28, 28), new Flatten(), new Dense(11)),
            new Dictionary<string, string> { [OnnxMetadata.Labels] = "0,1,2,3,4,5,6,7,8,9,none" });
        model.Network.Initialize(4);
        Classifier classifier = new(model);

        SaliencyGallery.Create(Predictions.Of(classifier, Strokes.Generate(train: 1, test: 20).Test!), classifier).ShouldNotBeNull();
    }

    [Fact]
    public void Outputs_of_another_network_are_refused()
    {
        Classifier classifier = new(Network.Sequential(new Shape(1, 8, 8), new Flatten(), new Dense(7)));
        Should.Throw<DigitsException>(() => SaliencyGallery.Create(MadePredictions.Random(5), classifier)).Message.ShouldContain("7 classes");
    }

    [Theory]
    [InlineData("classic", 28, 28, 10)]
    [InlineData("classic", 64, 48, 47)]
    [InlineData(null, 1, 1, 2)]
    [InlineData(null, 2, 9, 2)]
    [InlineData(null, 130, 70, 10)]
    public void Any_size_and_any_number_of_classes(string? architecture, int rows, int columns, int classes)
    {
        Network network = architecture is null
            ? Network.Sequential(new Shape(1, rows, columns), new Flatten(), new Dense(classes))
            : Architectures.Create(architecture, new Shape(1, rows, columns), classes);
        Predictions predictions = MadePredictions.Random(40, rows, columns, classes);
        Drawn gallery = new(SaliencyGallery.Create(predictions, new Classifier(network)));
        gallery.Digits.Length.ShouldBe(24);
        gallery.Colored.Length.ShouldBe(13);
        gallery.Bytes.ShouldBeLessThan(300_000);
    }
}
