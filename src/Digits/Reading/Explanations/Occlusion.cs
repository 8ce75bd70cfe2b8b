using Digits.Data;
using Digits.Engine;

namespace Digits.Reading;

/// <summary>
/// Which parts of an image an answer depends on: a patch of background is moved over the image, and the change of a score is recorded
/// (Zeiler and Fergus, "Visualizing and Understanding Convolutional Networks", 2014).
/// </summary>
/// <param name="classifier">The model.</param>
internal sealed class Occlusion(Classifier classifier)
{
    /// <summary>The patch is 5 pixels where the image has 28, and in proportion otherwise.</summary>
    internal static int PatchSide(int imageSide) => Math.Clamp((int)Math.Round(imageSide * 5 / 28.0), Math.Min(2, imageSide), imageSide);

    /// <summary>How much each pixel contributes to a score of the answer.</summary>
    /// <param name="set">Images of the network's size.</param>
    /// <param name="index">Which of them.</param>
    /// <param name="score">The score, from the logits <c>[K]</c> of an image.</param>
    /// <returns>
    /// <c>[Rows, Columns]</c>: the score, less what is left of it when a patch hides the pixel; the mean of all patches that do. Above zero a pixel speaks
    /// for the score, below it against it.
    /// </returns>
    /// <exception cref="InvalidInputException">The images do not fit the network.</exception>
    internal float[] Map(DigitSet set, int index, Func<ReadOnlySpan<float>, float> score)
    {
        int height = PatchSide(set.Rows);
        int width = PatchSide(set.Columns);
        byte background = Background(set, index);
        List<(int Top, int Left)> patches = [];
        List<byte> pixels = [.. set.Image(index)];
        foreach (int top in Starts(set.Rows, height))
        {
            foreach (int left in Starts(set.Columns, width))
            {
                byte[] hidden = Hide(set, index, background, top, left, height, width);
                if (hidden.AsSpan().SequenceEqual(set.Image(index)))
                    continue; // nothing changes where there is nothing to hide
                patches.Add((top, left));
                pixels.AddRange(hidden);
            }
        }

        float[] logits = classifier.Logits(new DigitSet(set.Name, set.Rows, set.Columns, [.. pixels], labels: null));
        float whole = Score(0);
        float[] sum = new float[set.Rows * set.Columns];
        for (int i = 0; i < patches.Count; i++)
        {
            float drop = whole - Score(i + 1);
            foreach (int pixel in Pixels(set, patches[i].Top, patches[i].Left, height, width))
                sum[pixel] += drop;
        }

        float[] covered = Covered(set, height, width);
        for (int i = 0; i < sum.Length; i++)
            sum[i] /= covered[i];
        return sum;

        float Score(int image) => score(logits.AsSpan(image * classifier.Classes, classifier.Classes));
    }

    /// <summary>Where patches begin along a side, half a patch apart, so that their middles cover the image from edge to edge.</summary>
    private static IEnumerable<int> Starts(int imageSide, int patchSide)
    {
        for (int start = -(patchSide / 2); start <= imageSide - ((patchSide + 1) / 2); start += Math.Max(1, patchSide / 2))
            yield return start;
    }

    private static byte[] Hide(DigitSet set, int index, byte background, int top, int left, int height, int width)
    {
        byte[] image = set.Image(index).ToArray();
        foreach (int pixel in Pixels(set, top, left, height, width))
            image[pixel] = background;
        return image;
    }

    /// <summary>How many patches hide each pixel: at least one.</summary>
    private static float[] Covered(DigitSet set, int height, int width)
    {
        float[] covered = new float[set.Rows * set.Columns];
        foreach (int top in Starts(set.Rows, height))
        {
            foreach (int left in Starts(set.Columns, width))
            {
                foreach (int pixel in Pixels(set, top, left, height, width))
                    covered[pixel]++;
            }
        }

        return covered;
    }

    /// <summary>The pixels of a patch that lie within the image.</summary>
    private static IEnumerable<int> Pixels(DigitSet set, int top, int left, int height, int width)
    {
        for (int y = Math.Max(0, top); y < Math.Min(set.Rows, top + height); y++)
        {
            for (int x = Math.Max(0, left); x < Math.Min(set.Columns, left + width); x++)
                yield return (y * set.Columns) + x;
        }
    }

    /// <summary>The median of the pixels along the image's edge.</summary>
    private static byte Background(DigitSet set, int index)
    {
        ReadOnlySpan<byte> image = set.Image(index);
        List<byte> edge = [];
        for (int i = 0; i < image.Length; i++)
        {
            (int y, int x) = (i / set.Columns, i % set.Columns);
            if (y == 0 || x == 0 || y == set.Rows - 1 || x == set.Columns - 1)
                edge.Add(image[i]);
        }

        edge.Sort();
        return edge[edge.Count / 2];
    }
}
