namespace Digits.Engine.Plans.Batch;

/// <summary>What the slices of one step share.</summary>
internal sealed class StepState
{
    /// <summary>The slices of the plan; those from <see cref="ActiveSlices"/> on are idle in this step.</summary>
    internal Slice[] Slices { get; set; } = [];

    internal int ActiveSlices { get; set; }

    /// <summary>Images in this step.</summary>
    internal int Images { get; set; }

    /// <summary>Random numbers of this step: a function of the seed and the step's number.</summary>
    internal CounterRandom Random { get; set; }
}
