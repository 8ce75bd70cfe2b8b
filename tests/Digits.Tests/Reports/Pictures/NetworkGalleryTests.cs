using Digits.Data;
using Digits.Engine;
using Digits.Reports;
using Digits.Tests.Data;

namespace Digits.Tests.Reports.Pictures;

public sealed class NetworkGalleryTests
{
    [Fact]
    public void Filters_are_coloured_by_sign_and_size_on_one_scale()
    {
        Conv2D conv = new(2, kernel: 2);
        Network network = Network.Sequential(new Shape(1, 8, 8), conv, new Flatten(), new Dense(2));
        conv.Weight.Assign([1, -2, 0, 0.5f, 0.2f, -0.2f, 0, 0]);
        Drawn gallery = new(FilterGallery.Create(network));
        // The first image in colours is the scale. Opacity is 255 at the largest magnitude, 2.
        gallery.Colored.Length.ShouldBe(3);
        Drawn.Signed(gallery.Colored[1]).ShouldBe([128, -255, 0, 64]);
        Drawn.Signed(gallery.Colored[2]).ShouldBe([26, -26, 0, 0]);
        gallery.Tooltips[1].ShouldBe("Filter 0: weights from -2.00 to 1.00");
    }

    [Fact]
    public void Filters_over_several_channels_are_summed()
    {
        Conv2D conv = new(1, kernel: 1);
        Network network = Network.Sequential(new Shape(3, 8, 8), conv);
        conv.Weight.Assign([1, 2, -6]);
        Drawn gallery = new(FilterGallery.Create(network));
        Drawn.Signed(gallery.Colored[1]).ShouldBe([-255]);
        gallery.Tooltips[1].ShouldBe("Filter 0: weights from -3.00 to -3.00");
        gallery.Texts.ShouldContain(text => text.Contains("summed over its 3 input channels", StringComparison.Ordinal));
    }

    [Fact]
    public void At_most_64_filters_are_shown() =>
        new Drawn(FilterGallery.Create(Network.Sequential(new Shape(1, 8, 8), new Conv2D(100, kernel: 5)))).Colored.Length.ShouldBe(65);

    [Fact]
    public void A_network_without_a_convolution_has_neither_filters_nor_maps()
    {
        Network network = Network.Sequential(new Shape(1, 4, 4), new Flatten(), new Dense(10));
        FilterGallery.Create(network).ShouldBeNull();
        FeatureMapGallery.Create(new OnnxModel(network), Make.Set(1), 0).ShouldBeNull();
    }

    [Theory]
    [InlineData(OnnxMetadata.ZeroToOne, "conv1, map 0: -1.00 to 0")]
    [InlineData(OnnxMetadata.ZeroTo255, "conv1, map 0: -255 to 0")]
    public void Maps_are_what_the_layer_gives_for_pixels_in_the_models_range(string range, string expected)
    {
        Conv2D conv = new(1, kernel: 1);
        Network network = Network.Sequential(new Shape(1, 1, 3), conv, new Flatten(), new Dense(2));
        conv.Weight.Assign([-1]);
        float[] before = [.. network.Parameters.SelectMany(parameter => parameter.ToArray())];
        OnnxModel model = new(network, new Dictionary<string, string> { [OnnxMetadata.InputRange] = range });
        Drawn gallery = new(FeatureMapGallery.Create(model, new DigitSet("two", 1, 3, [9, 9, 9, 0, 64, 255], null), 1));

        Drawn.Pixels(gallery.Digits.ShouldHaveSingleItem()).ShouldBe([0, 64, 255]);
        // Square roots: sqrt(64 / 255) * 255 = 127.7.
        Drawn.Signed(gallery.Colored.ShouldHaveSingleItem()).ShouldBe([0, -128, -255]);
        gallery.Tooltips[1].ShouldBe(expected);
        network.Parameters.SelectMany(parameter => parameter.ToArray()).ShouldBe(before, "looking changes nothing");
    }

    [Fact]
    public void A_layer_comes_with_its_normalisation_and_activation_and_pools_stand_alone()
    {
        Node image = Node.Input(1, 12, 12);
        Node a = image.Then(new Conv2D(20, 3, padding: 1), new BatchNorm(), new ReLU());
        Node sum = Node.Add(a, a.Then(new Conv2D(20, 3, padding: 1), new BatchNorm())).Then(new ReLU(), new MaxPool2D(2), new Flatten(), new Dense(10));
        Drawn gallery = new(FeatureMapGallery.Create(new OnnxModel(new Network(image, sum)), Make.Set(3, 12, 12), 2));
        gallery.Colored.Length.ShouldBe(3 * 16);
        gallery.Texts.Where(text => text.Contains(" maps of ", StringComparison.Ordinal)).ShouldBe(["20 maps of 12×12", "20 maps of 12×12", "20 maps of 6×6"]);
        gallery.Texts.ShouldContain("BatchNorm, ReLU");
        gallery.Texts.ShouldContain("max_pool1");
    }

    [Fact]
    public void A_deep_network_shows_ten_layers_with_the_first_and_the_last()
    {
        Node node = Node.Input(1, 10, 10);
        Node end = node;
        for (int i = 0; i < 15; i++)
            end = end.Then(new Conv2D(2, 3, padding: 1), new ReLU());
        Drawn gallery = new(FeatureMapGallery.Create(new OnnxModel(new Network(node, end)), Make.Set(1, 10, 10), 0));
        gallery.Colored.Length.ShouldBe(20);
        gallery.Texts.ShouldContain("conv1");
        gallery.Texts.ShouldContain("conv15");
    }
}
