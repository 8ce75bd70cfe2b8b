using Digits.Data;

namespace Digits.Tests.Data.Strings;

/// <summary>Thinning keeps what hangs together, and leaves lines one pixel wide.</summary>
public sealed class ThinningTests
{
    private const int Side = 24;

    [Fact]
    public void A_ring_stays_a_ring_and_a_bar_becomes_a_line()
    {
        byte[] shape = new byte[Side * Side];
        for (int i = 0; i < shape.Length; i++)
        {
            (int y, int x) = Math.DivRem(i, Side);
            double distance = Math.Sqrt(((x - 8) * (x - 8)) + ((y - 12) * (y - 12)));
            shape[i] = distance is > 3 and < 7 || x is >= 18 and <= 21 && y is >= 3 and <= 20 ? (byte)1 : (byte)0;
        }

        Thinning.Thin(shape, Side);

        // The ring still parts the middle from the outside.
        Reached(shape, (12 * Side) + 8).ShouldNotContain(0);
        Enumerable.Range(6, 10).ShouldAllBe(y => Enumerable.Range(17, 6).Sum(x => shape[(y * Side) + x]) == 1);
        shape.Count(pixel => pixel > 0).ShouldBeInRange(30, 60);
    }

    [Fact]
    public void Distances_are_near_those_of_the_ink_line()
    {
        byte[] image = new byte[28 * 28];
        for (int y = 6; y < 22; y++)
            image.AsSpan((y * 28) + 12, 4).Fill(255);

        WrittenDigit digit = WrittenDigit.Of(image);

        // The bar's middle is column 28 of the doubled image, up to the pixel on either side.
        byte there = Math.Min(digit.Distance[(28 * WrittenDigit.Side) + 27], digit.Distance[(28 * WrittenDigit.Side) + 28]);
        there.ShouldBe((byte)0);
        ((double)digit.Distance[(28 * WrittenDigit.Side) + 38]).ShouldBe(10.5 * WrittenDigit.StepsPerPixel, 10);
        digit.Shear.ShouldBe(0, 0.02);
        digit.Height.ShouldBeInRange(30, 34);
    }

    /// <summary>The empty pixels that can be reached from one by steps to the side.</summary>
    private static HashSet<int> Reached(byte[] shape, int start)
    {
        HashSet<int> seen = [start];
        Queue<int> queue = new([start]);
        while (queue.TryDequeue(out int at))
        {
            foreach (int next in (int[])[at - 1, at + 1, at - Side, at + Side])
            {
                if ((uint)next < shape.Length && Math.Abs((next % Side) - (at % Side)) <= 1 && shape[next] == 0 && seen.Add(next))
                    queue.Enqueue(next);
            }
        }

        return seen;
    }
}
