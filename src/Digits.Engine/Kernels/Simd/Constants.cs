#pragma warning disable MA0048, SA1649 // One line each: numbers as types, nothing more.
namespace Digits.Engine.Kernels;

internal readonly struct One : IConstant
{
    public static int Value => 1;
}

internal readonly struct Two : IConstant
{
    public static int Value => 2;
}

internal readonly struct Three : IConstant
{
    public static int Value => 3;
}

internal readonly struct Four : IConstant
{
    public static int Value => 4;
}

internal readonly struct Five : IConstant
{
    public static int Value => 5;
}

internal readonly struct Six : IConstant
{
    public static int Value => 6;
}

internal readonly struct Eight : IConstant
{
    public static int Value => 8;
}

internal readonly struct Nine : IConstant
{
    public static int Value => 9;
}

internal readonly struct Twelve : IConstant
{
    public static int Value => 12;
}

/// <summary>The images that stand side by side in one row of an activation: see <see cref="Lanes"/>.</summary>
internal readonly struct LaneCount : IConstant
{
    public static int Value => Lanes.Count;
}
