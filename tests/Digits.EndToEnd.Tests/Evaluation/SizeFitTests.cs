using Digits.Cli;
using Digits.Data;
using Digits.Engine;

namespace Digits.EndToEnd.Tests.Evaluation;

/// <summary>How images of 20x20 are brought to 28x28 for a model that says 1 where the pixel in the middle is bright, and 0 otherwise.</summary>
public sealed class SizeFitTests
{
    [Theory]
    [InlineData(4, "--resize pad")]
    [InlineData(6, "--normalise")]
    public void Framing_is_chosen_only_where_it_is_better_by_more_than_5_points(int moved, string option) => Fit(Blocks(100, moved)).Option.ShouldBe(option);

    [Fact]
    public void Nothing_is_chosen_where_the_trial_tells_nothing()
    {
        DigitSet others = new("blocks", 20, 20, Blocks(100, 0).Pixels.ToArray(), [.. Enumerable.Repeat((byte)7, 100)]);
        Refused(others).ShouldBe(
            "m.onnx: reads 28x28, but blocks's images are 20x20, and of 100 training images it reads 0.0 % padded (0.0 % scaled, 0.0 % framed), "
            + "which does not tell what it needs; give --resize pad, --resize scale or --normalise.");
        Refused(Blocks(49, 0)).ShouldContain("49 training images are too few to try it on; give --resize pad,");
        Refused(new DigitSet("blocks", 20, 20, Blocks(100, 0).Pixels.ToArray(), null)).ShouldContain("no labeled images of that size");
    }

    [Fact]
    public void Where_one_way_is_left_it_is_taken_without_a_trial()
    {
        OnnxModel narrow = new(Network.Sequential(new Shape(1, 28, 14), new Flatten(), new Dense(10)));
        DigitSet set = Blocks(10, 0);
        SizeFit.Of("m.onnx", narrow, set, new DigitData(set, null), false, null, threads: 1).Option.ShouldBe("--resize scale");
    }

    private static SizeFit Fit(DigitSet train) => SizeFit.Of("m.onnx", Model(), Blocks(1, 0), new DigitData(train, Blocks(1, 0)), false, null, threads: 1);

    private static string Refused(DigitSet train) => Should.Throw<InvalidInputException>(() => Fit(train)).Message;

    /// <summary>White blocks in the middle, all of class 1; the first of them are moved away from it.</summary>
    private static DigitSet Blocks(int count, int moved)
    {
        byte[] pixels = new byte[count * 400];
        for (int i = 0; i < count; i++)
        {
            int corner = i < moved ? 2 : 7;
            for (int y = corner; y < corner + 6; y++)
                pixels.AsSpan((i * 400) + (y * 20) + corner, 6).Fill(255);
        }

        return new DigitSet("blocks", 20, 20, pixels, [.. Enumerable.Repeat((byte)1, count)]);
    }

    private static OnnxModel Model()
    {
        Network network = Network.Sequential(new Shape(1, 28, 28), new Flatten(), new Dense(10));
        float[] weights = new float[10 * 784];
        weights[784 + (14 * 28) + 14] = 10;
        Parameter[] parameters = [.. network.Parameters];
        parameters[0].Assign(weights);
        parameters[1].Assign([1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        return new OnnxModel(network);
    }
}
