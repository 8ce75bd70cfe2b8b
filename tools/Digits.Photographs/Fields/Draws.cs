using System.Numerics;
using Digits.Data;

namespace Digits.Photographs;

/// <summary>What this program asks of its random numbers.</summary>
internal static class Draws
{
    public static float Between(this SeededRandom random, float low, float high) => low + (high - low) * random.NextSingle();

    /// <summary>Each factor between the two equally likely.</summary>
    public static float Scale(this SeededRandom random, float low, float high) => low * MathF.Pow(high / low, random.NextSingle());

    /// <summary>From <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public static int Whole(this SeededRandom random, int low, int high) => low + random.NextInt(high - low + 1);

    public static bool Chance(this SeededRandom random, float probability) => random.NextSingle() < probability;

    public static float Normal(this SeededRandom random) => (float)random.NextGaussian();

    public static T Pick<T>(this SeededRandom random, IReadOnlyList<T> items) => items[random.NextInt(items.Count)];

    /// <summary>A color as a screen has it, 0 to 255, in linear light.</summary>
    public static Vector3 Color(float red, float green, float blue) => new(Linear(red), Linear(green), Linear(blue));

    /// <summary>A color near this one.</summary>
    public static Vector3 Near(this SeededRandom random, Vector3 color, float by) =>
        color * (1 + by * random.Normal()) * new Vector3(1 + by * 0.3f * random.Normal(), 1, 1 + by * 0.3f * random.Normal());

    private static float Linear(float value) => MathF.Pow(value / 255, 2.2f);
}
