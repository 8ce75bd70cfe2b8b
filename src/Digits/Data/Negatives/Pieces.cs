using System.Numerics;

namespace Digits.Data;

/// <summary>What a bad cut leaves of drawn digits: two or three that hang together, or half of one.</summary>
internal static class Pieces
{
    // What is left of these cannot be taken for another digit; half an 8 could be a 0, and half a 7 a 1.
    private static readonly int[] _divisible = [0, 2, 3, 5, 6];

    /// <summary>The lines of two or three digits written one after another by one hand, touching or nearly so.</summary>
    public static Vector2[][] Touching(SeededRandom random)
    {
        Handwriting hand = new(random);
        int count = random.NextInt(4) == 0 ? 3 : 2;
        List<Vector2[]> lines = [];
        float right = 0;
        for (int i = 0; i < count; i++)
        {
            Vector2[][] next = hand.Write(DigitForms.Draw(random.NextInt(10), random, random.NextInt(2) == 0).Draw(random));
            float left = next.Min(line => line.Min(point => point.X));
            Vector2 shift = new(right - left + (14 * random.NextSingle()) - 8, 20 * (random.NextSingle() - 0.5f));
            foreach (Vector2[] line in next)
                lines.Add(Array.ConvertAll(line, point => point + shift));
            right = lines.Max(line => line.Max(point => point.X));
        }

        return [.. lines];
    }

    /// <summary>The lines of a digit on one side of an upright or slanted cut near its middle; empty where too little is left.</summary>
    public static Vector2[][] Half(SeededRandom random)
    {
        int digit = _divisible[random.NextInt(_divisible.Length)];
        Vector2[][] lines = new Handwriting(random).Write(DigitForms.Draw(digit, random, evenly: false).Draw(random));
        Vector2 low = lines[0][0];
        Vector2 high = low;
        foreach (Vector2 point in lines.SelectMany(line => line))
            (low, high) = (Vector2.Min(low, point), Vector2.Max(high, point));

        bool keepsLeft = random.NextInt(2) == 0;
        float share = 0.3f + (0.18f * random.NextSingle());
        float middle = low.X + ((high.X - low.X) * (keepsLeft ? share : 1 - share));
        float lean = 0.5f * (random.NextSingle() - 0.5f);
        List<Vector2[]> kept = [];
        foreach (Vector2[] line in lines)
        {
            List<Vector2> run = [];
            foreach (Vector2 point in line)
            {
                if (point.X < middle + (lean * (point.Y - 50)) == keepsLeft)
                    run.Add(point);
                else
                    Keep(run);
            }

            Keep(run);
        }

        return kept.Sum(line => line.Length) * PenPath.Spacing < 40 ? [] : [.. kept];

        void Keep(List<Vector2> run)
        {
            if (run.Count >= 2)
                kept.Add([.. run]);
            run.Clear();
        }
    }
}
