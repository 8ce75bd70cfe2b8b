namespace Digits.Tuning;

/// <summary>A leaf of a regression tree: a box of the space in which the tree gives one value.</summary>
/// <param name="Value">The value.</param>
/// <param name="Box">What it covers of each feature.</param>
/// <param name="Rows">The samples in it, those that the tree was not grown on included.</param>
internal sealed record TreeLeaf(double Value, Region[] Box, int[] Rows)
{
    /// <summary>The share of the space that the box takes, or, with a feature left out, of the space without that.</summary>
    internal double Volume(int except = -1)
    {
        double volume = 1;
        for (int feature = 0; feature < Box.Length; feature++)
            volume *= feature == except ? 1 : Box[feature].Measure;
        return volume;
    }
}
