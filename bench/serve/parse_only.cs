#!/usr/bin/env dotnet
#:sdk Microsoft.NET.Sdk.Web
#:property PublishAot=false
#:property TreatWarningsAsErrors=false

// The floor of an HTTP server in ASP.NET Core: endpoints that parse the body of a request for inference, as JSON or as bytes, and answer a constant.
// infer.sh measures `digits serve` against it.

using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(int.Parse(args[0])));
builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, Json.Default));
WebApplication app = builder.Build();
byte[] answer = """{"model_name":"default","model_version":"1","outputs":[{"name":"probabilities","datatype":"FP32","shape":[1,11],"data":[0,1,0,0,0,0,0,0,0,0,0]}]}"""u8.ToArray();
app.MapPost("/json", (Request request) => request.Inputs[0].Data.Length == 784 ? Results.Bytes(answer, "application/json") : Results.BadRequest());
app.MapPost("/binary", async (HttpContext context) =>
{
    int header = int.Parse(context.Request.Headers["Inference-Header-Content-Length"]!);
    PipeReader reader = context.Request.BodyReader;
    ReadResult read = await reader.ReadAtLeastAsync((int)context.Request.ContentLength!);
    byte[] body = read.Buffer.ToArray();
    reader.AdvanceTo(read.Buffer.End);
    Request request = System.Text.Json.JsonSerializer.Deserialize(body.AsSpan(0, header), Json.Default.Request)!;
    float[] pixels = MemoryMarshal.Cast<byte, float>(body.AsSpan(header)).ToArray();
    return request.Inputs.Length == 1 && pixels.Length == 784 ? Results.Bytes(answer, "application/json") : Results.BadRequest();
});
app.Run();

internal sealed record Input(string Name, int[] Shape, string Datatype, float[] Data);

internal sealed record Request(Input[] Inputs);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Request))]
internal sealed partial class Json : JsonSerializerContext;
