using System.Text.Json;
using System.Text.Json.Serialization;

namespace Digits.Evaluation;

/// <summary>A confusion matrix as an array of rows, each row on one line, so that a person can read it in the file.</summary>
public sealed class ConfusionMatrixJsonConverter : JsonConverter<ConfusionMatrix>
{
    /// <inheritdoc />
    public override ConfusionMatrix Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        List<long> counts = [];
        int rows = 0;
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("A confusion matrix is an array of rows.");
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            rows++;
            while (reader.Read() && reader.TokenType == JsonTokenType.Number)
                counts.Add(reader.GetInt64());
            if (reader.TokenType != JsonTokenType.EndArray)
                throw new JsonException($"Row {rows} of the confusion matrix holds something that is not a count.");
        }

        if (reader.TokenType != JsonTokenType.EndArray || counts.Count != rows * rows)
            throw new JsonException($"A confusion matrix is square; this one has {rows} rows and {counts.Count} counts.");
        return ConfusionMatrix.FromCounts(rows, [.. counts]);
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, ConfusionMatrix value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        for (int truth = 0; truth < value.Classes; truth++)
            writer.WriteRawValue($"[{string.Join(", ", value.Row(truth).ToArray())}]", skipInputValidation: true);
        writer.WriteEndArray();
    }
}
