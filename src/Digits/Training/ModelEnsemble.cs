using System.Text;
using System.Text.Json;
using Digits.Data;
using Digits.Engine;
using Digits.Reading;

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
    /// Two models or more with their names. They must read images of one shape and give the same classes. Where they want different pixels, the new model
    /// reads 0–1; a model that does not say what it wants reads 0–1.
    /// </param>
    /// <returns>The model; its metadata have the labels, the range, and what is known of each member.</returns>
    /// <exception cref="InvalidInputException">There are fewer than two models, or they do not fit together.</exception>
    public static OnnxModel Average(IReadOnlyList<(string Name, OnnxModel Model)> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        if (members.Count < 2)
            throw new InvalidInputException("An ensemble needs two models or more.");

        RequireEqual(members, "reads images of", model => model.Network.Input.Shape.ToString());
        RequireEqual(members, "reads", model => InputConvention.Of(model).IsTransposed ? "rows and columns exchanged" : "rows and columns as they are");
        members = AtOneRange(members);
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
            [OnnxMetadata.Output] = OnnxMetadata.Probabilities,
            [Members] = Describe(members),
        };
        if (named.Length > 0)
            metadata[OnnxMetadata.Labels] = string.Join(',', named[0].Model.LabelNames!);

        IEnumerable<string?> sources = members.Select(member => member.Model.Metadata.GetValueOrDefault("training_data"));
        string[] data = [.. sources.OfType<string>().Distinct(StringComparer.Ordinal)];
        if (data.Length > 0)
            metadata["training_data"] = string.Join(", ", data);

        OnnxModel ensemble = new(Network.Average([.. members.Select(member => member.Model.Network)]), metadata);
        return InputConvention.Of(members[0].Model).ApplyTo(ensemble);
    }

    /// <summary>The members as they are where all want the same pixels; else each makes what it wants of pixels of 0 to 1 itself.</summary>
    private static IReadOnlyList<(string Name, OnnxModel Model)> AtOneRange(IReadOnlyList<(string Name, OnnxModel Model)> members)
    {
        InputConvention first = InputConvention.Of(members[0].Model);
        return members.All(member => InputConvention.Of(member.Model) == first)
            ? members
            : [.. members.Select(member => (member.Name, AtPlainRange(member.Model)))];
    }

    private static OnnxModel AtPlainRange(OnnxModel model)
    {
        InputConvention convention = InputConvention.Of(model);
        Shape shape = model.Network.Input.Shape;
        Node input = Node.Input(shape.Channels, shape.Height, shape.Width);
        Network network = new(input, model.Network.Apply(input.Then(convention.ToLayer())), seed: null);
        return new InputConvention { IsTransposed = convention.IsTransposed }.ApplyTo(new OnnxModel(network, model.Metadata));
    }

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
