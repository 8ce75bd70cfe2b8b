using System.Text;
using System.Text.Json;
using Digits.Data;
using Digits.Engine;

namespace Digits.Training;

/// <summary>Makes one model of several.</summary>
public static class ModelEnsemble
{
    /// <summary>The metadata's key for what is known of each member, as JSON.</summary>
    public const string Members = "members";

    /// <summary>The metadata that are copied from a member: nothing that was measured on test images, as that says nothing about the ensemble.</summary>
    private static readonly string[] _facts = ["training_data", "epoch", "validation_accuracy", "validation_loss"];

    /// <summary>A model that gives the mean of its members' probabilities, see <see cref="Network.Average"/>.</summary>
    /// <param name="members">
    /// Two models or more with their names. They must read images of one shape and range and give the same classes; a model without a range reads 0–1.
    /// </param>
    /// <returns>The model; its metadata have the labels, the range, and what is known of each member.</returns>
    /// <exception cref="InvalidInputException">There are fewer than two models, or they do not fit together.</exception>
    public static OnnxModel Average(IReadOnlyList<(string Name, OnnxModel Model)> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        if (members.Count < 2)
            throw new InvalidInputException("An ensemble needs two models or more.");

        RequireEqual(members, "reads images of", model => model.Network.Input.Shape.ToString());
        RequireEqual(members, "reads pixels in the range", InputRange);
        RequireEqual(members, "gives", model => Outputs(model.Network.Output.Shape));
        Shape output = members[0].Model.Network.Output.Shape;
        if (!output.IsFlat)
            throw new InvalidInputException($"{members[0].Name} gives {Outputs(output)}; members of an ensemble give a logit or a probability for each class.");

        // A model without labels fits any others.
        (string Name, OnnxModel Model)[] named = [.. members.Where(member => member.Model.LabelNames is not null)];
        if (named.Length > 0)
            RequireEqual(named, "has the classes", model => ClassNames.Show(model.LabelNames!), model => string.Join(',', model.LabelNames!));

        SortedDictionary<string, string> metadata = new(StringComparer.Ordinal)
        {
            [OnnxMetadata.InputRange] = InputRange(members[0].Model),
            [OnnxMetadata.Output] = OnnxMetadata.Probabilities,
            [Members] = Describe(members),
        };
        if (named.Length > 0)
            metadata[OnnxMetadata.Labels] = string.Join(',', named[0].Model.LabelNames!);

        IEnumerable<string?> sources = members.Select(member => member.Model.Metadata.GetValueOrDefault("training_data"));
        string[] data = [.. sources.OfType<string>().Distinct(StringComparer.Ordinal)];
        if (data.Length > 0)
            metadata["training_data"] = string.Join(", ", data);

        return new OnnxModel(Network.Average([.. members.Select(member => member.Model.Network)]), metadata);
    }

    private static string InputRange(OnnxModel model) => model.Metadata.GetValueOrDefault(OnnxMetadata.InputRange, OnnxMetadata.ZeroToOne);

    private static string Outputs(Shape shape) => shape.IsFlat ? $"{shape.Channels} classes" : $"a map of {shape}";

    private static void RequireEqual(
        IReadOnlyList<(string Name, OnnxModel Model)> members, string what, Func<OnnxModel, string> shown, Func<OnnxModel, string>? compared = null)
    {
        compared ??= shown;
        foreach ((string name, OnnxModel model) in members)
        {
            if (compared(model) != compared(members[0].Model))
            {
                throw new InvalidInputException(
                    $"{name} {what} {shown(model)}, but {members[0].Name} {what} {shown(members[0].Model)}; members of an ensemble must agree.");
            }
        }
    }

    private static string Describe(IReadOnlyList<(string Name, OnnxModel Model)> members)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes))
        {
            json.WriteStartArray();
            foreach ((string name, OnnxModel model) in members)
            {
                json.WriteStartObject();
                json.WriteString("name", name);
                json.WriteNumber("parameters", model.Network.ParameterCount);
                foreach (string fact in _facts)
                {
                    if (model.Metadata.TryGetValue(fact, out string? value))
                        json.WriteString(fact, value);
                }

                WriteConfiguration(json, model.Metadata.GetValueOrDefault(OnnxMetadata.Configuration));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>Writes the configuration as JSON; a configuration of another program that is not JSON is left out.</summary>
    private static void WriteConfiguration(Utf8JsonWriter json, string? configuration)
    {
        try
        {
            using JsonDocument? document = configuration is null ? null : JsonDocument.Parse(configuration);
            if (document is null)
                return;

            json.WritePropertyName(OnnxMetadata.Configuration);
            document.RootElement.WriteTo(json);
        }
        catch (JsonException)
        {
            // Another program may use this key for something else.
        }
    }
}
