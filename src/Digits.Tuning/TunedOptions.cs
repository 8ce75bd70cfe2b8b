using System.Globalization;
using Digits.Data;
using Digits.Engine;
using Digits.Training;

namespace Digits.Tuning;

/// <summary>
/// What a search may change of a training run: every option of a run that the table marks so, by its name, every way to change images by its own (<c>shift</c>,
/// <c>rotate</c>…), and the layers of a
/// <see cref="ConvolutionStack"/>.
/// </summary>
internal static class TunedOptions
{
    /// <summary>Makes sure that every parameter of a space is something that can be changed, and that a network is not both named and built.</summary>
    /// <exception cref="DigitsException">One is not.</exception>
    internal static void Check(SearchSpace space, RunConfiguration configuration)
    {
        string[] known =
        [
            .. RunOptions.All.Where(option => option.IsSearchable).Select(option => option.Name),
            .. ConvolutionStack.Names,
            .. AugmentationOptions.Names,
        ];
        foreach (SearchParameter parameter in space.Parameters)
        {
            if (!known.Contains(parameter.Name))
                throw new InvalidInputException($"'{parameter.Name}' cannot be searched; {NearestName.Hint(parameter.Name, known)}");

            bool isClassic = configuration is { Model: "classic", From: null } && !space.Contains("model");
            if (ConvolutionStack.Names.Contains(parameter.Name) && !isClassic)
                throw new InvalidInputException(
                    $"{parameter.Name} changes the classic network, and the search is about {(space.Contains("model") ? "several" : configuration.Model)}; "
                        + "search the layers of classic alone, or search other parameters.");
        }
    }

    /// <summary>The configuration that a trial tries.</summary>
    /// <param name="configuration">What is not searched.</param>
    /// <param name="values">The searched parameters as a person writes them.</param>
    /// <param name="networkFile">What the file with the network is called, where the search builds one.</param>
    /// <exception cref="DigitsException">They cannot be trained with.</exception>
    internal static RunConfiguration Apply(RunConfiguration configuration, IEnumerable<(string Name, string Text)> values, string networkFile)
    {
        AugmentationOptions augmentation = configuration.Augment;
        ConvolutionStack? stack = null;
        foreach ((string name, string text) in values)
        {
            if (AugmentationOptions.Names.Contains(name))
                augmentation = augmentation.With(name, double.Parse(text, CultureInfo.InvariantCulture));
            else if (ConvolutionStack.Names.Contains(name))
                stack = (stack ?? new ConvolutionStack()).With(name, text);
            else
                configuration = RunOptions.Find(name)!.Set(configuration, text);
        }

        configuration = configuration with { Augment = augmentation };
        if (stack is not null)
            configuration = configuration with { Model = networkFile, Description = stack.Describe() };

        configuration.Check();
        return configuration.Resolve();
    }
}
