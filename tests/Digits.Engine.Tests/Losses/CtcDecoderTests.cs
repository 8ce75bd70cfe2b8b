using Digits.Engine.Tests.Twins;

namespace Digits.Engine.Tests.Losses;

/// <summary>Best-path decoding.</summary>
public sealed class CtcDecoderTests
{
    [Theory]
    [InlineData("1 1 0 2 2", 0, "1 2")]
    [InlineData("1 0 1 1 2", 0, "1 1 2")]
    [InlineData("0 0 0", 0, "")]
    [InlineData("2 2 2", 2, "")]
    [InlineData("0 0 2 0 1", 2, "0 0 1")]
    [InlineData("1", 2, "1")]
    public void Repeats_are_joined_and_blanks_dropped(string path, int blank, string expected)
    {
        byte[] labels = new byte[5];
        int[] channels = Numbers(path);

        int count = CtcDecoder.BestPath(Output(channels), 3, blank, labels);

        labels[..count].Select(label => (int)label).ShouldBe(Numbers(expected));
    }

    [Fact]
    public void Any_path_is_spelled_as_its_definition_says()
    {
        byte[] labels = new byte[50];
        for (ulong seed = 0; seed < 50; seed++)
        {
            int[] path = [.. Sample.Labels(50, 4, seed).Select(label => (int)label)];

            int count = CtcDecoder.BestPath(Output(path, channels: 4), 4, ^1, labels);

            labels[..count].ShouldBe(CtcTwin.Spelled(path, blank: 3));
        }
    }

    [Fact]
    public void Of_equal_logits_the_first_counts()
    {
        byte[] labels = new byte[2];
        CtcDecoder.BestPath(new float[6], 3, blank: 2, labels).ShouldBe(1);
        labels[0].ShouldBe((byte)0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("0 2")]
    [InlineData("1 1")]
    [InlineData("2 1 0 2")]
    public void The_probability_of_labels_is_the_sum_over_the_paths_that_spell_them(string labels)
    {
        const int Steps = 5;
        byte[] spelled = [.. Numbers(labels).Select(label => (byte)label)];
        float[] logits = Sample.Signed(4 * Steps, seed: 3);

        double logarithm = CtcDecoder.LogProbability(logits, 4, ^1, spelled);

        logarithm.ShouldBe(-CtcTwin.Loss(Maps.From(logits, new Shape(4, 1, Steps)), [spelled], [Steps], blank: 3), 1e-12);
    }

    [Fact]
    public void Labels_that_do_not_fit_into_the_steps_are_impossible() =>
        CtcDecoder.LogProbability(new float[12], 4, ^1, [1, 1, 2]).ShouldBe(double.NegativeInfinity);

    [Fact]
    public void Wrong_sizes_are_refused()
    {
        Should.Throw<ArgumentException>(() => CtcDecoder.BestPath(new float[7], 3, 0, new byte[7]))
            .Message.ShouldContain("7 values are not whole columns of 3 channels");
        Should.Throw<ArgumentException>(() => CtcDecoder.BestPath(new float[6], 3, 0, new byte[1])).Message.ShouldContain("there is room for 1");
    }

    /// <summary><c>[C, 1, W]</c> with the greatest logit of each column at the path's channel.</summary>
    private static float[] Output(int[] path, int channels = 3)
    {
        float[] output = new float[channels * path.Length];
        for (int t = 0; t < path.Length; t++)
            output[(path[t] * path.Length) + t] = 1;

        return output;
    }

    private static int[] Numbers(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
}
