using System.Text.Json;
using System.Text.Json.Serialization;
using Digits.Engine;

namespace Digits.Zoo;

/// <summary>Keeps a network description as what it is, inside another JSON document.</summary>
internal sealed class NetworkDescriptionConverter : JsonConverter<NetworkDescription>
{
    /// <inheritdoc />
    public override NetworkDescription Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        try
        {
            return NetworkDescription.Parse(document.RootElement.GetRawText());
        }
        catch (DigitsException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, NetworkDescription value, JsonSerializerOptions options)
    {
        using JsonDocument document = JsonDocument.Parse(value.ToString());
        document.RootElement.WriteTo(writer);
    }
}
