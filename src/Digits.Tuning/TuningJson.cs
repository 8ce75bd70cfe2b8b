using System.Text.Json.Serialization;

namespace Digits.Tuning;

/// <summary>Writes and reads attributes without reflection, so that a trimmed program can.</summary>
[JsonSerializable(typeof(int[]))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class TuningJson : JsonSerializerContext;
