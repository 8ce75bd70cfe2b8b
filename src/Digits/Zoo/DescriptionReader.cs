using System.Text.Json;
using Digits.Engine;

namespace Digits.Zoo;

/// <summary>Reads the steps of a network description.</summary>
internal sealed class DescriptionReader
{
    /// <summary>A network walks over its nodes recursively; no network of digits comes near this.</summary>
    private const int MostLayers = 1_000;

    private const string Layers = "layers";
    private const string Heads = "heads";
    private const string ResidualKind = "residual";
    private const string ConcatenateKind = "concatenate";
    private static readonly string[] _kinds = [.. DescribedLayer.Kinds, ResidualKind, ConcatenateKind];
    private int _count;

    /// <summary>The steps of a whole description, and those of its heads, if it has any.</summary>
    /// <exception cref="DigitsException">It is not one; the message names the place.</exception>
    internal static (IReadOnlyList<DescriptionStep> Steps, IReadOnlyList<IReadOnlyList<DescriptionStep>> Heads) Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(Layers, out JsonElement layers))
            throw new InvalidInputException("a network is an object with a list of layers: {\"layers\": [{\"flatten\": {}}, {\"dense\": {\"units\": 128}}]}");

        foreach (JsonProperty property in json.EnumerateObject().Where(property => property.Name is not (Layers or Heads)))
            throw new InvalidInputException($"there is no '{property.Name}'; {LayerArguments.Hint(property.Name, [Layers, Heads])}");

        DescriptionReader reader = new();
        IReadOnlyList<DescriptionStep> steps = reader.Sequence($"'{Layers}'", "", layers);
        return (steps, json.TryGetProperty(Heads, out JsonElement heads) ? reader.Branches($"'{Heads}'", "head", heads) : []);
    }

    private List<DescriptionStep> Sequence(string place, string prefix, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Array)
            throw new InvalidInputException($"{place}: is {LayerArguments.Show(json)}; give a list of layers.");

        List<DescriptionStep> steps = [];
        foreach (JsonElement element in json.EnumerateArray())
            steps.Add(Step($"{prefix}layer {steps.Count + 1}", element));

        return steps;
    }

    private DescriptionStep Step(string place, JsonElement json)
    {
        if (++_count > MostLayers)
            throw new InvalidInputException($"{place}: is one layer too many; at most {MostLayers:N0} are supported.");

        JsonProperty[] properties = json.ValueKind == JsonValueKind.Object ? [.. json.EnumerateObject().Take(2)] : [];
        if (properties is not [JsonProperty property])
        {
            string found = properties.Length > 0 ? "an object of several keys" : LayerArguments.Show(json);
            throw new InvalidInputException($"{place}: is {found}; give one layer by its name, such as {{\"relu\": {{}}}}.");
        }

        string kind = property.Name;
        if (!_kinds.Contains(kind, StringComparer.Ordinal))
            throw new InvalidInputException($"{place}: there is no layer '{kind}'; {LayerArguments.Hint(kind, _kinds)}");

        string named = $"{place} ({kind})";
        return kind switch
        {
            ResidualKind => new DescriptionStep.Residual(named, Filled(named, Sequence(named, $"{named}, ", property.Value))),
            ConcatenateKind => new DescriptionStep.Concatenate(named, Branches(named, $"{named}, branch", property.Value)),
            _ => new DescriptionStep.Single(named, DescribedLayer.Read(kind, named, property.Value)),
        };
    }

    private List<IReadOnlyList<DescriptionStep>> Branches(string place, string item, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() < 2)
        {
            throw new InvalidInputException(
                $"{place}: is {LayerArguments.Show(json)}; give a list of two branches or more, each a list of layers ([] for what comes in).");
        }

        List<IReadOnlyList<DescriptionStep>> branches = [];
        foreach (JsonElement branch in json.EnumerateArray())
            branches.Add(Sequence($"{item} {branches.Count + 1}", $"{item} {branches.Count + 1}, ", branch));

        return branches;
    }

    private static List<DescriptionStep> Filled(string place, List<DescriptionStep> steps) =>
        steps.Count > 0 ? steps : throw new InvalidInputException($"{place}: is empty; give the layers whose result is added to what comes in.");
}
