namespace Digits.Comparison.Running;

/// <summary>What all sides made of a job.</summary>
/// <param name="Title">What the contest is called.</param>
/// <param name="Job">The job.</param>
/// <param name="Sides">Ours first.</param>
/// <param name="LargestDifference">The largest difference of an output from ours; where outputs were compared.</param>
internal sealed record ContestResult(string Title, Job Job, IReadOnlyList<SideResult> Sides, double? LargestDifference)
{
    // Any network of these learns more from one epoch of a few thousand digits.
    private const double LeastAccuracy = 0.9;

    /// <summary>The unit of the figures.</summary>
    public string Unit => Job.Work switch
    {
        Work.Recipes => "s",
        Work.Reading => "ms a line",
        Work.Inference when Job.BatchSize == 1 => "µs",
        _ => "images/s",
    };

    /// <summary>Whether greater figures are better.</summary>
    public bool IsSpeed => Unit == "images/s";

    /// <summary>How many times as fast as each side ours is, ours included.</summary>
    public IReadOnlyList<double> Ratios => [.. Sides.Select(side => IsSpeed ? Sides[0].Median / side.Median : side.Median / Sides[0].Median)];

    /// <summary>What makes the figures worthless, a sentence each; none where all is well.</summary>
    public IEnumerable<string> Faults
    {
        get
        {
            if (!(LargestDifference is null or <= Contest.Tolerance))
                yield return $"{Title}: outputs differ by {LargestDifference:0.0e+0}, more than {Contest.Tolerance}.";

            foreach (SideResult side in Sides.Where(side => Job.Work is Work.Training or Work.Recipes && !(side.Accuracy >= LeastAccuracy)))
                yield return $"{Title}: {side.Library} has learned only {100 * side.Accuracy:0.00} % of the test images.";
        }
    }
}
