using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Digits.Data;
using Digits.Engine;
using Digits.Training;

namespace Digits.Tuning;

/// <summary>
/// What a search may change of a training run: every option of <c>digits train</c> by its name, every way to change images by its own (<c>shift</c>, <c>rotate</c>…), and the layers of a
/// <see cref="ConvolutionStack"/>.
/// </summary>
internal static class TunedOptions
{
    private static readonly string[] _options =
        ["learning-rate", "batch-size", "optimizer", "weight-decay", "momentum", "schedule", "label-smoothing", "ema", "epochs", "mild-epochs", "model", "reduce-lr-on-plateau", "early-stopping"];

    /// <summary>Makes sure that every parameter of a space is something that can be changed, and that a network is not both named and built.</summary>
    /// <exception cref="DigitsException">One is not.</exception>
    internal static void Check(SearchSpace space, RunConfiguration configuration)
    {
        string[] known = [.. _options, .. ConvolutionStack.Names, .. AugmentationOption.All.Select(option => option.Name)];
        foreach (SearchParameter parameter in space.Parameters)
        {
            if (!known.Contains(parameter.Name))
                throw new InvalidInputException($"'{parameter.Name}' is nothing that can be searched; {NearestName.Hint(parameter.Name, known)}");

            if (ConvolutionStack.Names.Contains(parameter.Name) && (configuration.Model != "classic" || configuration.From is not null || space.Contains("model")))
                throw new InvalidInputException($"{parameter.Name} changes the classic network, and the search is about {(space.Contains("model") ? "several" : configuration.Model)}; leave --model out, or search other parameters.");
        }
    }

    /// <summary>The configuration that a trial tries.</summary>
    /// <param name="configuration">What is not searched.</param>
    /// <param name="values">The searched parameters as a person writes them.</param>
    /// <param name="networkFile">What the file with the network is called, where the search builds one.</param>
    /// <exception cref="DigitsException">They cannot be trained with.</exception>
    internal static RunConfiguration Apply(RunConfiguration configuration, IEnumerable<(string Name, string Text)> values, string networkFile)
    {
        JsonObject json = JsonNode.Parse(configuration.ToJson())!.AsObject();
        AugmentationOptions augmentation = AugmentationOptions.Parse(configuration.Augment);
        ConvolutionStack? stack = null;
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach ((string name, string text) in values)
        {
            names.Add(name);
            if (AugmentationOption.All.FirstOrDefault(option => option.Name == name) is { } option)
                augmentation = option.Set(augmentation, double.Parse(text, CultureInfo.InvariantCulture));
            else if (ConvolutionStack.Names.Contains(name))
                stack = (stack ?? new ConvolutionStack()).With(name, text);
            else
                json[name.Replace('-', '_')] = json[name.Replace('-', '_')]?.GetValueKind() == JsonValueKind.String ? text : JsonNode.Parse(text);
        }

        json["augment"] = augmentation.ToString();
        try
        {
            RunConfiguration applied = JsonSerializer.Deserialize(json.ToJsonString(), RunJson.Default.RunConfiguration)!;
            applied = stack is null ? applied : applied with { Model = networkFile, Description = stack.Describe() };
            applied = WithWaiting(applied, configuration, names);
            applied.Check();
            return applied;
        }
        catch (JsonException e)
        {
            throw new InvalidInputException($"A trial cannot be trained: {AtomicFile.OneLine(e)}", e);
        }
    }

    /// <summary>A schedule that is searched is not cut off by what waits for improvement, unless that is searched or asked for too.</summary>
    private static RunConfiguration WithWaiting(RunConfiguration applied, RunConfiguration asked, HashSet<string> searched)
    {
        if (!searched.Contains("schedule"))
            return applied;

        RunConfiguration recipe = Recipe.Get(applied.Recipe).Configuration;
        RunConfiguration usual = applied.WithUsualWaiting();
        return usual with
        {
            EarlyStopping = searched.Contains("early-stopping") || asked.EarlyStopping != recipe.EarlyStopping ? applied.EarlyStopping : usual.EarlyStopping,
            ReduceLROnPlateau = searched.Contains("reduce-lr-on-plateau") || asked.ReduceLROnPlateau != recipe.ReduceLROnPlateau ? applied.ReduceLROnPlateau : usual.ReduceLROnPlateau,
        };
    }
}
