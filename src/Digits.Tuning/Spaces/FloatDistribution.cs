using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Digits.Engine;

namespace Digits.Tuning;

/// <summary>Real numbers.</summary>
public sealed record FloatDistribution : NumericDistribution
{
    /// <summary>A range.</summary>
    /// <param name="low">The least value.</param>
    /// <param name="high">The greatest value; where a step does not reach it, the last before it.</param>
    /// <param name="step">What neighbours differ by; null for all numbers in between.</param>
    /// <param name="log">Whether the search goes by factors; not with a step.</param>
    /// <exception cref="DigitsException">The range is empty, or the scale does not go with it.</exception>
    public FloatDistribution(double low, double high, double? step = null, bool log = false)
        : base(low, high, step, log)
    {
        if (log && (low <= 0 || step is not null))
            throw new InvalidInputException(
                FormattableString.Invariant($"The range {low} to {high} cannot be searched by factors; give a lower bound above 0 and no step."));
    }

    /// <summary>What neighbours differ by; null where there is none.</summary>
    public double? Step => Spacing;

    /// <inheritdoc />
    public override string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <inheritdoc />
    public override JsonNode? External(double value) => JsonValue.Create(value);

    /// <inheritdoc />
    public override bool TryRead(JsonElement external, out double value)
    {
        value = 0;
        return external.ValueKind == JsonValueKind.Number && external.TryGetDouble(out value) && Contains(value);
    }

    /// <inheritdoc />
    public override string ToJson() => new JsonObject
    {
        ["name"] = "FloatDistribution",
        ["attributes"] = new JsonObject { ["step"] = Step, ["low"] = Low, ["high"] = High, ["log"] = IsLog },
    }.ToJsonString();
}
