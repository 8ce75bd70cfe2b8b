using Digits.Data;
using Digits.Engine;
using Digits.Training;

namespace Digits.Tuning;

/// <summary>What a search for a better training run changes, and what it looks for.</summary>
public sealed class TrainingSearch
{
    /// <summary>Creates a search.</summary>
    /// <param name="configuration">The options of every trial, except those that are searched.</param>
    /// <param name="space">
    /// What is searched: options of <see cref="RunOptions"/> by name, such as <c>learning-rate</c>; changes of training images, such as <c>shift</c>; and, of
    /// the classic network, <c>layers</c>,
    /// <c>convolutions</c>, <c>filters-1</c> to <c>filters-4</c>, <c>kernel</c>, <c>dense</c>, <c>dropout</c> and <c>batch-norm</c>. Null for a usual choice
    /// around the configuration.
    /// </param>
    /// <param name="objectives">What to make high or low; accuracy where none is given.</param>
    /// <exception cref="InvalidInputException">The space has a parameter that cannot be searched.</exception>
    /// <exception cref="InvalidOptionException">The configuration cannot be trained with, or keeps no validation images to measure on.</exception>
    public TrainingSearch(RunConfiguration configuration, SearchSpace? space = null, params IReadOnlyList<TrainingObjective> objectives)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(objectives);
        configuration.Check();
        if (configuration.ValidationSplit == 0)
            throw new InvalidOptionException(
                "validation-split",
                "0 cannot be used: a search measures on validation images; give a share of the training images, such as 0.1.");

        Configuration = configuration;
        Space = space ?? DefaultSpace.For(configuration);
        Objectives = objectives.Count > 0 ? objectives : [TrainingObjective.Accuracy];
        TunedOptions.Check(Space, configuration);
    }

    /// <summary>The options of every trial, except those that are searched.</summary>
    public RunConfiguration Configuration { get; }

    /// <summary>What is searched.</summary>
    public SearchSpace Space { get; }

    /// <summary>What to make high or low.</summary>
    public IReadOnlyList<TrainingObjective> Objectives { get; }

    /// <summary>What has to be done to a model that is trained further so that it can be, such as a new last layer for other classes; a line each.</summary>
    /// <exception cref="InvalidInputException">The data have no labeled training images, or the model cannot be trained on them.</exception>
    public IReadOnlyList<string> Remarks(DigitData data)
    {
        DigitSet images = Configuration.TrainingImages(data);
        return Configuration.From is null ? [] : StartingPoint.Of(Configuration, images, images.LabelNames).Remarks;
    }
}
