namespace Digits.Comparison.Inference;

/// <summary>A library with a model and all images loaded.</summary>
internal interface IInference : IDisposable
{
    /// <summary>The library and its version.</summary>
    string Library { get; }

    /// <summary>How it lays maps out in memory, where it has a choice; else null.</summary>
    string? Layout => null;

    /// <summary>Runs one batch.</summary>
    /// <param name="call">Which one, counted from 0.</param>
    void Run(int call);

    /// <summary>The outputs of a batch, <c>[images, classes]</c>.</summary>
    float[] Outputs(int call);
}
