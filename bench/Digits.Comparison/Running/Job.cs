namespace Digits.Comparison.Running;

/// <summary>What a side is told to do, as one line of JSON.</summary>
/// <param name="Work">What is compared.</param>
/// <param name="Side">Who does it.</param>
internal sealed record Job(Work Work, Side Side)
{
    /// <summary>The architecture to train, or the model file to run.</summary>
    public string Network { get; init; } = "";

    /// <summary>Where the images are: a name or a path, as <c>digits train --data</c> takes it; for lines a folder with labels.tsv.</summary>
    public string Data { get; init; } = "";

    /// <summary>The folder with PP-OCR's files.</summary>
    public string PaddleFolder { get; init; } = "";

    /// <summary>Images in a step or a call.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Threads.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>The least time that a round of inference takes.</summary>
    public double Seconds { get; init; } = 2;

    /// <summary>How many images or lines are taken at most.</summary>
    public int Limit { get; init; } = int.MaxValue;

    /// <summary>What the job is called in tables.</summary>
    /// <param name="title">The network, or the lines.</param>
    public string Describe(string title)
    {
        string images = Work switch
        {
            Work.Inference when BatchSize == 1 => ", one image",
            Work.Inference or Work.Training => $", batch {BatchSize}",
            _ => "",
        };
        return $"{title}{images}, {Threads} thread{(Threads > 1 ? "s" : "")}";
    }
}
