using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.OpenApi;

namespace Digits.Server;

/// <summary>Says in the OpenAPI document what a request for inference and its answer are.</summary>
internal static class InferDescription
{
    private const string Binary = "application/octet-stream";

    internal static T DescribesInference<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.Changes(operation =>
    {
        OpenApiRequestBody body =
            Describing.Body(operation, $"JSON; or JSON followed by the bytes of tensors, its length in the header {InferAnswer.HeaderLength}.");
        body.Content!["application/json"] = new OpenApiMediaType { Schema = Request(), Example = Example() };
        body.Content[Binary] = new OpenApiMediaType { Schema = Describing.Binary() };
        (operation.Parameters ??= []).Add(new OpenApiParameter
        {
            Name = InferAnswer.HeaderLength,
            In = ParameterLocation.Header,
            Description = "The length of the JSON in bytes, where bytes of tensors follow it.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.Integer },
        });
        OpenApiResponse answer = (OpenApiResponse)operation.Responses!["200"];
        answer.Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            ["application/json"] = new() { Schema = Answer(), Example = JsonNode.Parse(ExampleAnswer) },
            [Binary] = new() { Schema = Describing.Binary() },
        };
    });

    private const string ExampleAnswer =
        """
        {"model_name": "default", "model_version": "0088aaf328df", "id": "42",
          "outputs": [{"name": "probabilities", "datatype": "BYTES", "shape": [1, 1], "data": ["0.999820:1:1"]}]}
        """;

    private static JsonObject Example() => new()
    {
        ["id"] = "42",
        ["inputs"] = new JsonArray(new JsonObject
        {
            ["name"] = InferImages.InputName,
            ["shape"] = new JsonArray(1, 1, 28, 28),
            ["datatype"] = "FP32",
            ["data"] = ExampleImage.Pixels(most: 1),
        }),
        ["outputs"] = new JsonArray(new JsonObject { ["name"] = InferAnswer.OutputName, ["parameters"] = new JsonObject { ["classification"] = 1 } }),
    };

    private static OpenApiSchema Request() => Describing.Object(
        ["inputs"],
        ("id", Text("Comes back in the answer.")),
        ("parameters", Parameters("binary_data_output: whether all outputs are given as bytes.")),
        ("inputs", List("The images.", Describing.Object(
            ["name", "shape", "datatype"],
            ("name", Text($"{InferImages.InputName}.")),
            ("shape", Shape("[N, 1, 28, 28], or flat.")),
            ("datatype", OneOf("FP32 and FP64 are 0 (ground) to 1 (ink); integers are 0 to 255.", "FP32", "FP64", "UINT8", "INT32", "INT64")),
            ("parameters", Parameters("binary_data_size: how many of the bytes after the JSON are this tensor.")),
            ("data", List("The numbers, flat or nested as the shape is.", new OpenApiSchema()))))),
        ("outputs", List("What is asked for; everything where it is missing.", Describing.Object(
            ["name"],
            ("name", Text($"{InferAnswer.OutputName}.")),
            ("parameters", Parameters("binary_data: whether it is given as bytes; classification: so many of the best, as probability:index:label."))))));

    private static OpenApiSchema Answer() => Describing.Object(
        ["model_name", "outputs"],
        ("model_name", Text("The model.")),
        ("model_version", Text("The first digits of the SHA-256 of its file.")),
        ("id", Text("That of the request.")),
        ("outputs", List("The outputs.", Describing.Object(
            ["name", "shape", "datatype"],
            ("name", Text($"{InferAnswer.OutputName}.")),
            ("shape", Shape("[N, classes].")),
            ("datatype", OneOf("BYTES are the texts of a classification.", "FP32", "BYTES")),
            ("parameters", Parameters("binary_data_size: how many of the bytes after the JSON are this tensor.")),
            ("data", List("The numbers or texts.", new OpenApiSchema()))))));

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };

    private static OpenApiSchema List(string description, OpenApiSchema items) =>
        new() { Type = JsonSchemaType.Array, Items = items, Description = description };

    private static OpenApiSchema Parameters(string description) => new() { Type = JsonSchemaType.Object, Description = description };

    private static OpenApiSchema Shape(string description) =>
        new() { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.Integer }, Description = description };

    private static OpenApiSchema OneOf(string description, params string[] values) =>
        new() { Type = JsonSchemaType.String, Enum = [.. values.Select(value => (JsonNode)value)], Description = description };
}
