using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Digits.Engine;

namespace Digits.Tuning;

/// <summary>Whole numbers.</summary>
public sealed record IntDistribution : NumericDistribution
{
    /// <summary>A range.</summary>
    /// <param name="low">The least value.</param>
    /// <param name="high">The greatest value; where a step does not reach it, the last before it.</param>
    /// <param name="step">What neighbours differ by.</param>
    /// <param name="log">Whether the search goes by factors; only with a step of 1.</param>
    /// <exception cref="DigitsException">The range is empty, or the scale does not go with it.</exception>
    public IntDistribution(long low, long high, long step = 1, bool log = false)
        : base(low, high, step, log)
    {
        if (log && (low < 1 || step != 1))
            throw new InvalidInputException($"The range {low} to {high} cannot be searched by factors; give a lower bound of at least 1 and no step.");
    }

    /// <summary>What neighbours differ by.</summary>
    public long Step => (long)Spacing!.Value;

    /// <inheritdoc />
    public override string Text(double value) => ((long)value).ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc />
    public override JsonNode? External(double value) => JsonValue.Create((long)value);

    /// <inheritdoc />
    public override bool TryRead(JsonElement external, out double value)
    {
        bool isWhole = external.ValueKind == JsonValueKind.Number && external.TryGetInt64(out long whole);
        value = isWhole ? external.GetInt64() : 0;
        return isWhole && Contains(value);
    }

    /// <inheritdoc />
    public override string ToJson() => new JsonObject
    {
        ["name"] = "IntDistribution",
        ["attributes"] = new JsonObject { ["log"] = IsLog, ["step"] = Step, ["low"] = (long)Low, ["high"] = (long)High },
    }.ToJsonString();
}
