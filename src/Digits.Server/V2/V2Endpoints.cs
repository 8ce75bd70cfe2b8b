using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Digits.Server;

/// <summary>The Open Inference Protocol, version 2: what KServe's and Triton's clients speak.</summary>
internal static class V2Endpoints
{
    private static readonly string[] _extensions = ["binary_tensor_data", "classification"];

    internal static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/", (HttpContext context) => About(context)).WithSummary("What the server is").WithName("server_metadata")
            .Infers(typeof(ServerMetadata), ApiExamples.Server, 401, 429);
        routes.MapGet("/health/live", (HttpContext context) => Task.CompletedTask).WithSummary("Whether the server runs").WithName("live").Infers(null, null);
        routes.MapGet("/health/ready", (HttpContext context) => ServerReady(context)).WithName("ready")
            .WithSummary("Whether requests are welcome: the models are loaded, and the server does not end").Infers(null, null, 503);
        foreach ((string path, string name) in new[] { ("/models/{model}", "model"), ("/models/{model}/versions/{version}", "version") })
        {
            routes.MapGet(path, (HttpContext context) => Answer(context, Metadata)).WithSummary("What a model reads and gives")
                .WithName($"{name}_metadata").Infers(typeof(ModelMetadata), ApiExamples.Model, 401, 404, 429);
            routes.MapGet($"{path}/ready", (HttpContext context) => Answer(context, Ready)).WithSummary("Whether a model is loaded")
                .WithName($"{name}_ready").Infers(null, null, 401, 404, 429);
            routes.MapPost($"{path}/infer", (HttpContext context) => Answer(context, Infer)).WithSummary("Tells which digits images show")
                .WithName($"{name}_infer").Infers(null, null, 400, 401, 404, 413, 429, 503).DescribesInference();
        }

        routes.MapFallback("{*path}", (HttpContext context) => Error(context, 404, $"there is no {context.Request.Method} {context.Request.Path}"));
    }

    private static async Task Answer(HttpContext context, Func<HttpContext, ModelSlot, ServedModel, ServerParts, Task> answer)
    {
        ServerParts parts = ServerParts.Of(context);
        try
        {
            string name = (string)context.Request.RouteValues["model"]!;
            ModelSlot slot = parts.Models.Find(name) ?? throw new InferenceException(404, $"there is no model '{name}'");
            ServedModel model = slot.Current;
            if (context.Request.RouteValues["version"] is string version && version != model.Version)
                throw new InferenceException(404, $"model '{name}' has no version '{version}'; its version is {model.Version}");
            await answer(context, slot, model, parts);
        }
        catch (InferenceException e)
        {
            await Error(context, e.Status, e.Message);
        }
        catch (BadHttpRequestException e)
        {
            await Error(context, e.StatusCode, e.Message);
        }
    }

    private static Task About(HttpContext context) =>
        TypedResults.Json(new ServerMetadata("digits", ServerVersion.Text, _extensions), V2Json.Default.ServerMetadata).ExecuteAsync(context);

    /// <summary>Who watches over servers sends requests elsewhere as soon as this one has been asked to end.</summary>
    private static Task ServerReady(HttpContext context) =>
        context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested
            ? Error(context, 503, "the server ends")
            : Task.CompletedTask;

    private static Task Metadata(HttpContext context, ModelSlot slot, ServedModel model, ServerParts parts)
    {
        ModelMetadata metadata = new(
            slot.Name,
            [model.Version],
            "digits",
            [new TensorMetadata(InferImages.InputName, "FP32", [-1, 1, model.Classifier.Height, model.Classifier.Width])],
            [new TensorMetadata(InferAnswer.OutputName, "FP32", [-1, model.Labels.Count])]);
        return TypedResults.Json(metadata, V2Json.Default.ModelMetadata).ExecuteAsync(context);
    }

    private static Task Ready(HttpContext context, ModelSlot slot, ServedModel model, ServerParts parts) => Task.CompletedTask;

    private static async Task Infer(HttpContext context, ModelSlot slot, ServedModel model, ServerParts parts)
    {
        InferRequest request;
        IReadOnlyList<InferOutput> outputs;
        ReadOnlyMemory<float> images;
        int count;
        using (RequestBody body = await RequestBody.Read(context, parts.Options.MaxRequestBytes))
        {
            int json = HeaderLength(context, body.Length);
            request = InferParser.Parse(body.Bytes[..json], parts.Options.MostImages * model.ImageSize);
            (images, count) = InferImages.Of(request, body.Bytes[json..], model, parts.Options.MostImages);
            outputs = InferAnswer.Outputs(request, model);
        }

        if (!parts.Batcher.TryRun(model, images, count, out Task<float[]> running))
        {
            parts.Meter.Refused("images");
            context.Response.Headers.RetryAfter = "1";
            throw new InferenceException(503, "too many images wait; try again in a second");
        }

        float[] probabilities = await running;
        if (probabilities.AsSpan().ContainsAnyExceptInRange(0, 1))
            throw new InferenceException(500, $"model '{slot.Name}' gives numbers that are not finite: its training diverged");
        parts.Meter.Classified(slot.Name, probabilities, model.Labels.Count);
        await InferAnswer.Write(context, request, outputs, slot.Name, model, probabilities);
    }

    /// <summary>Where the JSON ends.</summary>
    private static int HeaderLength(HttpContext context, int body)
    {
        string? header = context.Request.Headers[InferAnswer.HeaderLength];
        if (header is null)
            return body;
        return int.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out int length) && length <= body
            ? length
            : throw new InferenceException(400, $"{InferAnswer.HeaderLength} is '{header}', and the body has {body} bytes");
    }

    internal static Task Error(HttpContext context, int status, string message)
    {
        if (context.Response.HasStarted)
            return Task.CompletedTask;
        return TypedResults.Json(new InferenceError(message), V2Json.Default.InferenceError, statusCode: status).ExecuteAsync(context);
    }
}
