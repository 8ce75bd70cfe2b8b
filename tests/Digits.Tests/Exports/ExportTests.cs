using Digits.Engine;
using Digits.Reading;
using Digits.Training;
using Digits.Zoo;

namespace Digits.Tests.Exports;

/// <summary>Every model that Digits writes gives in ONNX Runtime what it gives here.</summary>
public sealed class ExportTests
{
    private const int Images = 100, Few = 20, Classes = 10;

    // Of an image's greatest output. No network, file or operator set was seen to differ by more than 2e-6.
    private const float Tolerance = 2e-5f;

    // Half precision keeps 11 bits of a weight.
    private const float HalfTolerance = 1e-2f;

    public static TheoryData<string> Zoo => [.. Architectures.Names];

    [SkippableTheory]
    [MemberData(nameof(Zoo))]
    public void A_network_of_the_zoo_gives_the_same_outputs_and_classes(string name)
    {
        Network network = ExportedNetworks.Trained(name);
        float[] images = ExportImages.Digits(Images);
        ShouldBeTheSame(new InferencePlan(network).Run(images), new OnnxModel(network).ToArray(), images, name);
    }

    [SkippableTheory]
    [MemberData(nameof(Zoo))]
    public void It_gives_the_same_in_every_operator_set(string name)
    {
        Network network = ExportedNetworks.Trained(name);
        float[] images = ExportImages.Digits(Few);
        float[] ours = new InferencePlan(network).Run(images);
        for (int set = OnnxSaveOptions.OldestOperatorSet; set <= OnnxSaveOptions.NewestOperatorSet; set++)
            ShouldBeTheSame(ours, new OnnxModel(network).ToArray(new() { OperatorSet = set }), images, $"{name}, operator set {set}");
    }

    [SkippableTheory]
    [MemberData(nameof(Zoo))]
    public void Written_with_probabilities_it_gives_the_softmax_of_its_logits(string name)
    {
        Network network = ExportedNetworks.Trained(name);
        float[] images = ExportImages.Digits(Few);
        float[] ours = new InferencePlan(network.UpTo(network.Output.Then(new Softmax()))).Run(images);
        for (int set = OnnxSaveOptions.OldestOperatorSet; set <= OnnxSaveOptions.NewestOperatorSet; set += 9)
        {
            byte[] file = new OnnxModel(network).ToArray(new() { Output = OnnxOutput.Probabilities, OperatorSet = set });
            ShouldBeTheSame(ours, file, images, $"{name}, probabilities, operator set {set}");
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Zoo))]
    public void Written_in_half_precision_it_is_read_alike_and_close_to_what_it_was(string name)
    {
        Network network = ExportedNetworks.Trained(name);
        float[] images = ExportImages.Digits(Few);
        foreach (int set in (int[])[OnnxSaveOptions.OldestOperatorSet, 17, OnnxSaveOptions.NewestOperatorSet])
        {
            string what = $"{name}, float16, operator set {set}";
            byte[] file = new OnnxModel(network).ToArray(new() { Float16 = true, OperatorSet = set });
            ShouldBeTheSame(new InferencePlan(OnnxModel.Read(file).Network).Run(images), file, images, what);
            new InferencePlan(network).Run(images).ShouldAgreeWith(OnnxRuntimeRun.Outputs(file, images), Few, HalfTolerance, what);
        }
    }

    [SkippableFact]
    public void An_ensemble_gives_the_same_probabilities()
    {
        OnnxModel fast = new(ExportedNetworks.Trained("fast"));
        OnnxModel classic = new(ExportedNetworks.Trained("classic"));
        OnnxModel resnet = new(ExportedNetworks.Trained("resnet"));
        ShouldBeTheSame(ModelEnsemble.Average([("fast", fast), ("classic", classic), ("resnet", resnet)]), "ensemble");
    }

    [SkippableFact]
    public void An_ensemble_of_models_that_want_different_pixels_gives_the_same_probabilities()
    {
        OnnxModel fast = new(ExportedNetworks.Trained("fast"));
        OnnxModel bytes = new(ExportedNetworks.Trained("tiny"), new Dictionary<string, string> { [OnnxMetadata.InputRange] = OnnxMetadata.ZeroTo255 });
        ShouldBeTheSame(ModelEnsemble.Average([("fast", fast), ("bytes", bytes)]), "ensemble of two ranges");
    }

    [SkippableFact]
    public void The_bundled_classifier_gives_the_same_from_its_own_file_and_written_anew()
    {
        OnnxModel model = BundledModel.Load();
        InputConvention.Of(model).ShouldBe(new InputConvention(), "it reads 0 to 1, as the images are");
        float[] images = ExportImages.Digits(Images);
        float[] ours = new InferencePlan(model.Network).Run(images);
        foreach (byte[] file in (byte[][])[Bundled("default"), model.ToArray(), model.ToArray(new() { OperatorSet = OnnxSaveOptions.NewestOperatorSet })])
            ShouldBeTheSame(ours, file, images, "bundled classifier");
    }

    [SkippableTheory]
    [InlineData(64)]
    [InlineData(192)]
    [InlineData(640)]
    public void The_bundled_lines_network_gives_the_same_for_lines_of_any_width(int width)
    {
        OnnxModel model = BundledModel.LoadLines()!;
        Network network = model.Network.WithInput(new Shape(1, model.Network.Input.Shape.Height, width));
        float[] lines = ExportImages.Lines(Few, width);
        float[] ours = new InferencePlan(network).Run(lines);
        float[] theirs = OnnxRuntimeRun.Outputs(new OnnxModel(network, model.Metadata).ToArray(), lines);
        ours.ShouldAgreeWith(theirs, Few, Tolerance, "lines");
        ours.ShouldChooseAs(theirs, network.Output.Shape.Channels, network.Output.Shape.Width, "lines");
        if (width == model.Network.Input.Shape.Width)
            ours.ShouldAgreeWith(OnnxRuntimeRun.Outputs(Bundled("lines"), lines), Few, Tolerance, "the bundled file");
    }

    private static void ShouldBeTheSame(OnnxModel model, string what)
    {
        float[] images = ExportImages.Digits(Images);
        float[] ours = new InferencePlan(model.Network).Run(images);
        for (int set = OnnxSaveOptions.OldestOperatorSet; set <= OnnxSaveOptions.NewestOperatorSet; set++)
            ShouldBeTheSame(ours, model.ToArray(new() { OperatorSet = set }), images, $"{what}, operator set {set}");
    }

    private static void ShouldBeTheSame(float[] ours, byte[] file, float[] images, string what)
    {
        float[] theirs = OnnxRuntimeRun.Outputs(file, images);
        int count = images.Length / (28 * 28);
        int classes = ours.Length / count;
        classes.ShouldBeGreaterThanOrEqualTo(Classes);
        ours.ShouldAgreeWith(theirs, count, Tolerance, what);
        ours.ShouldChooseAs(theirs, classes, places: 1, what);
    }

    private static byte[] Bundled(string name)
    {
        using Stream stream = typeof(BundledModel).Assembly.GetManifestResourceStream($"Digits.{name}.onnx")!;
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
