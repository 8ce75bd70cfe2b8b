namespace Digits.Comparison;

/// <summary>What is compared.</summary>
internal sealed record ComparisonOptions
{
    /// <summary>The kinds of work, lines apart.</summary>
    public required IReadOnlyList<Running.Work> Work { get; init; }

    /// <summary>Architectures, <c>bundled</c>, and model files.</summary>
    public required IReadOnlyList<string> Networks { get; init; }

    /// <summary>Where the images are; null for MNIST where it is at hand, else strokes.</summary>
    public string? Data { get; init; }

    /// <summary>Rounds.</summary>
    public int Rounds { get; init; }

    /// <summary>The least time of a round of inference.</summary>
    public double Seconds { get; init; }

    /// <summary>The threads that inference is measured on; training takes the most of them.</summary>
    public required IReadOnlyList<int> Threads { get; init; }

    /// <summary>How many images or lines are taken at most.</summary>
    public int Limit { get; init; }

    /// <summary>The folder with PP-OCR's files; null for no lines.</summary>
    public string? PaddleFolder { get; init; }

    /// <summary>Folders of lines with labels.tsv.</summary>
    public required IReadOnlyList<string> Strings { get; init; }

    /// <summary>The file for all figures; null for none.</summary>
    public string? Json { get; init; }
}
