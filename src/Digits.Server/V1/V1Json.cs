using System.Text.Json.Serialization;
using Digits.Reading;
using Microsoft.AspNetCore.Mvc;

namespace Digits.Server;

/// <summary>The documents of the API.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ClassifyRequest))]
[JsonSerializable(typeof(ClassifyDocument))]
[JsonSerializable(typeof(ExplainDocument))]
[JsonSerializable(typeof(ModelsDocument))]
[JsonSerializable(typeof(ReadDocument))]
[JsonSerializable(typeof(ProblemDetails))]
internal sealed partial class V1Json : JsonSerializerContext;
