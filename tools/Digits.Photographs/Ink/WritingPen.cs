using System.Numerics;
using Digits.Data;

namespace Digits.Photographs;

/// <summary>What one photograph is written with.</summary>
/// <param name="Color">The ink where it is thickest, in linear light.</param>
/// <param name="Radius">Half the line's breadth as a share of a digit's height.</param>
/// <param name="Density">How much of the paper the ink covers, 0 to 1.</param>
/// <param name="Grain">How much the paper's roughness shows through: a pencil, chalk.</param>
/// <param name="KeepsInk">Whether the line keeps the breadth with which it was first written, rather than this pen's.</param>
internal sealed record WritingPen(Vector3 Color, float Radius, float Density, float Grain, bool KeepsInk)
{
    public static WritingPen Draw(SeededRandom random, bool isFaint)
    {
        bool keeps = random.Chance(0.35f);
        WritingPen pen = random.NextInt(7) switch
        {
            0 or 1 => new WritingPen(random.Near(Draws.Color(28, 42, 130), 0.2f), random.Between(0.022f, 0.038f), random.Between(0.85f, 0.98f), 0.15f, keeps),
            2 => new WritingPen(Draws.Color(25, 25, 30), random.Between(0.022f, 0.04f), 0.97f, 0.05f, keeps),
            3 => new WritingPen(random.Near(Draws.Color(180, 30, 40), 0.2f), random.Between(0.025f, 0.045f), 0.92f, 0.1f, keeps),
            4 => new WritingPen(Draws.Color(85, 85, 90), random.Between(0.02f, 0.036f), random.Between(0.65f, 0.9f), 0.55f, keeps),
            5 => new WritingPen(Draws.Color(15, 15, 18), random.Between(0.045f, 0.075f), 0.98f, 0.02f, keeps),
            _ => new WritingPen(random.Near(Draws.Color(35, 60, 160), 0.2f), random.Between(0.04f, 0.065f), 0.93f, 0.05f, keeps),
        };
        return isFaint ? pen with { Density = pen.Density * random.Between(0.3f, 0.5f), Grain = 0.5f * pen.Grain } : pen;
    }

    public static WritingPen Chalk(SeededRandom random) =>
        new(Draws.Color(225, 225, 215), random.Between(0.03f, 0.05f), random.Between(0.75f, 0.95f), 0.6f, random.Chance(0.3f));
}
