namespace Digits.Comparison.Running;

/// <summary>What a side answers to each request, as one line of JSON.</summary>
internal sealed record Answer
{
    /// <summary>Why the side cannot go on; null where all is well.</summary>
    public string? Error { get; init; }

    /// <summary>The library and its version; once it is ready.</summary>
    public string? Library { get; init; }

    /// <summary>How it lays maps out in memory; once it is ready, and where it has a choice.</summary>
    public string? Layout { get; init; }

    /// <summary>The round's figure, in the unit of the work.</summary>
    public double Figure { get; init; }

    /// <summary>Other figures of the round by name, such as <c>p99_us</c>.</summary>
    public IReadOnlyDictionary<string, double> Details { get; init; } = new Dictionary<string, double>();

    /// <summary>The share of test images or lines that are right; where that is measured.</summary>
    public double? Accuracy { get; init; }

    /// <summary>The outputs for the first images; at the end of inference.</summary>
    public float[]? Outputs { get; init; }
}
