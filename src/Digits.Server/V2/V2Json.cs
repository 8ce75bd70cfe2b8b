using System.Text.Json.Serialization;

namespace Digits.Server;

/// <summary>The documents of the inference protocol.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ServerMetadata))]
[JsonSerializable(typeof(ModelMetadata))]
[JsonSerializable(typeof(InferenceError))]
internal sealed partial class V2Json : JsonSerializerContext;
