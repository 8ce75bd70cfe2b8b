using System.Text.Json;
using System.Text.Json.Serialization;

namespace Digits.Comparison.Running;

/// <summary>How jobs, answers and results are written: JSON in snake_case.</summary>
internal static class Wire
{
    /// <summary>What asks for a round.</summary>
    public const string Round = "round";

    /// <summary>What asks for the end.</summary>
    public const string End = "end";

    /// <summary>What the line of an answer begins with: native libraries may print lines of their own between the answers.</summary>
    public const string Mark = "answer: ";

    /// <summary>One line each.</summary>
    public static JsonSerializerOptions Line { get; } = Options(indented: false);

    /// <summary>A file for people.</summary>
    public static JsonSerializerOptions File { get; } = Options(indented: true);

    private static JsonSerializerOptions Options(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DictionaryKeyPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        WriteIndented = indented,
    };
}
