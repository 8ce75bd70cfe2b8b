using Digits.Engine.Onnx;

namespace Digits.Engine.Tests.Onnx;

/// <summary>A model can be written for older programs, at half the size, and with another end.</summary>
public sealed class SaveOptionsTests
{
    [Fact]
    public void The_usual_form_is_that_without_options() =>
        new OnnxModel(Classifier()).ToArray(new OnnxSaveOptions()).ShouldBe(new OnnxModel(Classifier()).ToArray());

    [Theory]
    [InlineData(13, 7)]
    [InlineData(17, 8)]
    [InlineData(20, 9)]
    [InlineData(22, 10)]
    public void The_operator_set_is_the_one_asked_for(int operatorSet, long irVersion)
    {
        byte[] bytes = new OnnxModel(Classifier()).ToArray(new OnnxSaveOptions { OperatorSet = operatorSet });
        ModelProto file = ModelFile.Read(bytes);
        file.OperatorSets.Single().Version.ShouldBe(operatorSet);
        file.IrVersion.ShouldBe(irVersion);
        Same(OnnxModel.Read(bytes).Network, Classifier(), 0);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(23)]
    public void Another_is_refused_with_those_there_are(int operatorSet) =>
        Should.Throw<DigitsException>(() => new OnnxModel(Classifier()).ToArray(new OnnxSaveOptions { OperatorSet = operatorSet })).Message
            .ShouldBe($"Operator set {operatorSet} of ONNX cannot be written; 13 to 22 can.");

    [Fact]
    public void Half_precision_halves_the_file_and_changes_little()
    {
        Network network = Classifier();
        byte[] full = new OnnxModel(network).ToArray();
        byte[] half = new OnnxModel(network).ToArray(new OnnxSaveOptions { Float16 = true });
        half.Length.ShouldBeLessThan((int)(full.Length * 0.55));
        OnnxModel model = OnnxModel.Read(half);
        model.Notes.ShouldBeEmpty();
        Network read = model.Network;
        Same(read, network, 5e-3);

        // What is written once in half precision stays as it is.
        new OnnxModel(read).ToArray(new OnnxSaveOptions { Float16 = true }).ShouldBe(half);
    }

    [Fact]
    public void Weights_too_large_for_half_precision_stay_whole()
    {
        Network network = Network.Sequential(new Shape(2), new Dense(1, bias: false));
        network.Parameters.Single().Assign([1e5f, 0.1f]);
        byte[] bytes = new OnnxModel(network).ToArray(new OnnxSaveOptions { Float16 = true });
        OnnxModel.Read(bytes).Network.Parameters.Single().ToArray().ShouldBe([1e5f, 0.1f]);
    }

    [Fact]
    public void Probabilities_can_be_added_and_taken_away()
    {
        OnnxModel logits = new(Classifier());
        OnnxModel probabilities = OnnxModel.Read(logits.ToArray(new OnnxSaveOptions { Output = OnnxOutput.Probabilities }));
        probabilities.Network.OutputsProbabilities.ShouldBeTrue();
        probabilities.Metadata[OnnxMetadata.Output].ShouldBe(OnnxMetadata.Probabilities);
        new InferencePlan(probabilities.Network, threads: 1).Run(Images()).Chunk(5).ShouldAllBe(row => Math.Abs(row.Sum() - 1) < 1e-5);
        probabilities.ToArray(new OnnxSaveOptions { Output = OnnxOutput.Probabilities }).ShouldBe(probabilities.ToArray());

        OnnxModel again = OnnxModel.Read(probabilities.ToArray(new OnnxSaveOptions { Output = OnnxOutput.Logits }));
        again.Metadata.ShouldNotContainKey(OnnxMetadata.Output);
        again.ToArray().ShouldBe(logits.ToArray());
    }

    [Fact]
    public void A_mean_of_probabilities_has_no_logits()
    {
        OnnxModel pair = new(Network.Average([Classifier(), Classifier()]));
        Should.Throw<DigitsException>(() => pair.ToArray(new OnnxSaveOptions { Output = OnnxOutput.Logits })).Message.ShouldContain("has no logits");
    }

    [Fact]
    public void A_dilated_average_pool_needs_an_operator_set_that_has_it()
    {
        Network network = Network.Sequential(new Shape(1, 8, 8), new Conv2D(2, 3), new AveragePool2D(new Window2D(2, 2, Dilation: 2)));
        Should.Throw<DigitsException>(() => new OnnxModel(network).ToArray()).Message.ShouldContain("19 has");
        Same(OnnxModel.Read(new OnnxModel(network).ToArray(new OnnxSaveOptions { OperatorSet = 19 })).Network, network, 0);
    }

    private static Network Classifier() => Network.Sequential(
        new Shape(1, 8, 8), new Conv2D(32, 3, padding: 1), new BatchNorm(), new HardSwish(), new Conv2D(32, 3, groups: 32), new GELU(), new Flatten(),
        new Dense(5));

    private static float[] Images() => Sample.Signed(3 * 64, seed: 1);

    private static void Same(Network actual, Network expected, double tolerance) =>
        new InferencePlan(actual, threads: 1).Run(Images()).ShouldBe(new InferencePlan(expected, threads: 1).Run(Images()), tolerance);
}
