using System.Text.Json;
using System.Text.Json.Serialization;
using Digits.Engine;

namespace Digits.Training;

/// <summary>
/// Writes a configuration as JSON by the table of options; beside it stand a network's description and the hashes of the files that are named.
/// </summary>
internal sealed class RunConfigurationConverter : JsonConverter<RunConfiguration>
{
    private const string Description = "description";

    /// <inheritdoc />
    public override RunConfiguration Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new JsonException("It is not a JSON object.");

        try
        {
            RunConfiguration configuration = new();
            foreach (JsonProperty property in document.RootElement.EnumerateObject())
                configuration = Read(property, configuration);
            return configuration;
        }
        catch (DigitsException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, RunConfiguration value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (RunOption option in RunOptions.All)
        {
            if (option.Name is "from" or "teacher")
                Write(writer, option.JsonName, option.Name == "from" ? value.From : value.Teacher);
            else
                option.Write(writer, value);

            // Beside the name of the file that it came from.
            if (option.Name == "model" && value.Description is { } description)
            {
                writer.WritePropertyName(Description);
                JsonSerializer.Serialize(writer, description, RunJson.Default.NetworkDescription);
            }
        }

        writer.WriteEndObject();
    }

    private static RunConfiguration Read(JsonProperty property, RunConfiguration configuration) => property.Name switch
    {
        Description => configuration with { Description = property.Value.Deserialize(RunJson.Default.NetworkDescription) },
        "from" => configuration with { From = property.Value.Deserialize(RunJson.Default.StartingModel) },
        "teacher" => configuration with { Teacher = property.Value.Deserialize(RunJson.Default.StartingModel) },
        // The file may be gone: its description stands here.
        "model" => configuration with { Model = property.Value.GetString() ?? configuration.Model },
        var name => RunOptions.All.FirstOrDefault(option => option.JsonName == name) is { } option
            ? option.Read(property.Value, configuration)
            : throw new JsonException($"'{name}' is not an option of a training run."),
    };

    private static void Write(Utf8JsonWriter writer, string name, StartingModel? model)
    {
        if (model is null)
            return;

        writer.WritePropertyName(name);
        JsonSerializer.Serialize(writer, model, RunJson.Default.StartingModel);
    }
}
