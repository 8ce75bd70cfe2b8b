namespace Digits.Comparison.Training;

/// <summary>A library with a network and all training images loaded.</summary>
internal interface ITraining : IDisposable
{
    /// <summary>The library and its version.</summary>
    string Library { get; }

    /// <summary>The number of training images.</summary>
    int Images { get; }

    /// <summary>The number of steps in an epoch.</summary>
    int StepsPerEpoch { get; }

    /// <summary>Trains the first steps of an epoch: forward, loss, backward, update.</summary>
    /// <returns>The mean loss of the steps.</returns>
    double Train(int epoch, int steps);

    /// <summary>The share of the test images that are right.</summary>
    double TestAccuracy();
}
