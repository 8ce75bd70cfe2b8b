namespace Digits.Tests.Exports;

/// <summary>Holds what two programs give for the same images against each other.</summary>
internal static class OutputComparison
{
    /// <summary>Two classes whose outputs are closer than this may change places.</summary>
    private const float Tie = 1e-3f;

    /// <summary>
    /// The greatest difference of an output, as a share of the greatest output of its image in size, or as it is where that is below 1: sums of float32 in
    /// another order differ by a few units of the last place of the greatest numbers summed.
    /// </summary>
    public static void ShouldAgreeWith(this float[] ours, float[] theirs, int images, float tolerance, string what)
    {
        ours.Length.ShouldBe(theirs.Length, what);
        int size = ours.Length / images;
        for (int i = 0; i < images; i++)
        {
            ReadOnlySpan<float> mine = ours.AsSpan(i * size, size);
            ReadOnlySpan<float> other = theirs.AsSpan(i * size, size);
            float scale = 1;
            foreach (float value in other)
                scale = MathF.Max(scale, MathF.Abs(value));

            for (int k = 0; k < size; k++)
            {
                bool isClose = MathF.Abs(mine[k] - other[k]) <= tolerance * scale;
                isClose.ShouldBeTrue($"{what}: image {i}, output {k} is {mine[k]} with Digits and {other[k]} with ONNX Runtime");
            }
        }
    }

    /// <summary>The same class for each image and, where the outputs are maps, each place of it.</summary>
    /// <param name="ours">Our outputs, <c>[images, classes, places]</c>.</param>
    /// <param name="theirs">The others.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="places">The places of a map; 1 for a vector.</param>
    /// <param name="what">Named where they differ.</param>
    public static void ShouldChooseAs(this float[] ours, float[] theirs, int classes, int places, string what)
    {
        ours.Length.ShouldBe(theirs.Length, what);
        for (int at = 0; at < ours.Length; at += at % places == places - 1 ? 1 + (places * (classes - 1)) : 1)
        {
            int mine = Best(ours, at, classes, places);
            int other = Best(theirs, at, classes, places);
            float lead = theirs[at + (other * places)] - theirs[at + (mine * places)];
            (mine == other || lead < Tie).ShouldBeTrue($"{what}: image {at / (classes * places)} is {mine} for Digits and {other} for ONNX Runtime by {lead}");
        }
    }

    private static int Best(float[] outputs, int first, int classes, int places) =>
        Enumerable.Range(0, classes).MaxBy(c => outputs[first + (c * places)]);
}
