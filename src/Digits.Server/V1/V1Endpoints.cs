using System.Globalization;
using System.Text.Json;
using Digits.Engine;
using Digits.Imaging;
using Digits.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Digits.Server;

/// <summary>The API: pictures in, digits out.</summary>
internal static class V1Endpoints
{
    internal static void Map(RouteGroupBuilder routes)
    {
        routes.MapPost("/read", (HttpContext context) => Answer(context, Read)).WithName("read")
            .WithSummary("Reads all digits in pictures")
            .WithDescription(
                "The body is a picture (PNG, JPEG, TIFF, WebP, BMP, GIF) or a form with files. "
                + "Of several files, and of the pages of a TIFF, each has its own entry in the answer.")
            .TakesPictures()
            .Query("mode", "What the picture is: one digit, a line of digits, or a page.", ApiExamples.Modes())
            .Query("min_confidence", "Digits that are less sure are left out.", ApiExamples.Share())
            .Query("model", "The name of a model; the first one where it is missing.")
            .Gives(typeof(ReadDocument), ApiExamples.Read, 400, 401, 404, 413, 429, 503);
        routes.MapPost("/classify", (HttpContext context) => Answer(context, Classify)).WithName("classify")
            .WithSummary("Tells which digit each image shows")
            .WithDescription("The body is JSON with pixels, {\"images\": [[784 numbers of 0 to 255]]}, or a picture of one digit, which is framed first.")
            .TakesPictures()
            .TakesPixels()
            .Query("model", "The name of a model; the first one where it is missing.")
            .Gives(typeof(ClassifyDocument), ApiExamples.Classify, 400, 401, 404, 413, 429, 503);
        routes.MapPost("/explain", (HttpContext context) => Answer(context, Explain)).WithName("explain")
            .WithSummary("Shows how the model comes to its answer for one digit")
            .WithDescription(
                "The body is a picture of one digit, which is framed first. "
                + "The answer has the maps of the network's convolutions, and how far the probability falls when a part of the picture is covered.")
            .TakesPictures()
            .Query("model", "The name of a model; the first one where it is missing.")
            .Gives(typeof(ExplainDocument), ApiExamples.Explain, 400, 401, 404, 413, 429, 503);
        routes.MapGet("/models", (HttpContext context) => Answer(context, Models)).WithName("models").WithSummary("The models")
            .Gives(typeof(ModelsDocument), ApiExamples.Models, 401, 429);
        routes.MapFallback("{*path}", (HttpContext context) => Problem(context, 404, $"There is no {context.Request.Method} {context.Request.Path}."));
    }

    private static async Task Answer(HttpContext context, Func<HttpContext, ServerParts, Task> answer)
    {
        try
        {
            await answer(context, ServerParts.Of(context));
        }
        catch (ApiException e)
        {
            await Problem(context, e.Status, e.Message);
        }
        catch (InvalidInputException e)
        {
            await Problem(context, 400, e.Message);
        }
        catch (BadHttpRequestException e)
        {
            await Problem(context, e.StatusCode, e.Message);
        }
    }

    private static async Task Read(HttpContext context, ServerParts parts)
    {
        ModelSlot slot = Model(context.Request.Query["model"], parts);
        ServedModel model = slot.Current;
        DigitReader reader = model.Reader ?? throw new ApiException(400, "This model's classes are not the ten digits; use /v1/classify with it.");
        ReadOptions options = new()
        {
            Mode = Mode(context.Request.Query["mode"]),
            MinConfidence = Confidence(context.Request.Query["min_confidence"]),
            Picture = new PictureOptions { MaxPixels = parts.Options.MaxPixels },
            Threads = 1,
        };
        IReadOnlyList<(string Name, byte[] Bytes)> pictures = await Pictures(context, parts);
        ReadDocument document = await Gated(context, parts, () => ReadAll(reader, pictures, options, context.RequestAborted));
        foreach (ReadDigit digit in document.Images.SelectMany(picture => picture.Digits))
            parts.Meter.Read(slot.Name, digit.Confidence);
        await TypedResults.Json(document, V1Json.Default.ReadDocument).ExecuteAsync(context);
    }

    private static ReadDocument ReadAll(
        DigitReader reader, IReadOnlyList<(string Name, byte[] Bytes)> pictures, ReadOptions options, CancellationToken cancellation)
    {
        List<ReadPicture> read = [];
        foreach ((string name, byte[] bytes) in pictures)
        {
            // One page after another: all of them at once would be as much memory as a client cares to send.
            using MemoryStream file = new(bytes, writable: false);
            int first = read.Count;
            foreach (GrayImage page in Picture.LoadPages(file, options.Picture, Called(name)))
            {
                // Whoever has gone, or has waited too long, needs no more pages.
                cancellation.ThrowIfCancellationRequested();
                if (read.Count - first == MostPages)
                    throw new ApiException(400, $"{Called(name)}: has more than {MostPages} pages; send them in several files and requests.");
                read.Add(reader.Read(page, name, options));
            }

            for (int i = first; read.Count > first + 1 && i < read.Count; i++)
                read[i] = read[i] with { Source = $"{name}#{i - first + 1}" };
        }

        return new ReadDocument(read);
    }

    private const int MostPages = 32;

    /// <summary>What messages call a picture.</summary>
    private static string Called(string name) => name.Length > 0 ? name : "the picture";

    private static async Task Classify(HttpContext context, ServerParts parts)
    {
        string? type = context.Request.ContentType;
        bool isJson = type is not null && type.Contains("json", StringComparison.OrdinalIgnoreCase);
        ModelSlot slot;
        float[] pixels;
        List<int[]> frames = [];
        ServedModel model;
        if (isJson)
        {
            ClassifyRequest request = await Parse(context, parts);
            slot = Model(request.Model ?? context.Request.Query["model"], parts);
            model = slot.Current;
            pixels = Pixels(request, model, parts.Options.MostImages);
        }
        else
        {
            slot = Model(context.Request.Query["model"], parts);
            model = slot.Current;
            IReadOnlyList<(string Name, byte[] Bytes)> pictures = await Pictures(context, parts);
            GrayImage[] framed = await Gated(context, parts, () => Frame(pictures, model, parts.Options.MaxPixels));
            frames.AddRange(framed.Select(frame => frame.Pixels.ToArray().Select(pixel => (int)pixel).ToArray()));
            pixels = [.. framed.SelectMany(frame => frame.Pixels.ToArray()).Select(pixel => pixel / 255f)];
        }

        if (!parts.Batcher.TryRun(model, pixels, pixels.Length / model.ImageSize, out Task<float[]> running))
            throw Busy(context, parts, "images");
        float[] probabilities = await running;
        parts.Meter.Classified(slot.Name, probabilities, model.Labels.Count);
        await TypedResults.Json(Document(slot, model, probabilities, frames), V1Json.Default.ClassifyDocument).ExecuteAsync(context);
    }

    private static async Task Explain(HttpContext context, ServerParts parts)
    {
        ModelSlot slot = Model(context.Request.Query["model"], parts);
        ServedModel model = slot.Current;
        IReadOnlyList<(string Name, byte[] Bytes)> pictures = await Pictures(context, parts);
        if (pictures.Count > 1)
            throw new ApiException(400, $"There are {pictures.Count} pictures; send one at a time to be explained.");
        ExplainDocument document = await Gated(context, parts, () =>
        {
            GrayImage frame = Frame(pictures, model, parts.Options.MaxPixels)[0];
            return ExplainDocument.Of(slot.Name, model, frame, model.Explainer.Explain(frame));
        });
        await TypedResults.Json(document, V1Json.Default.ExplainDocument).ExecuteAsync(context);
    }

    private static ClassifyDocument Document(ModelSlot slot, ServedModel model, float[] probabilities, List<int[]> frames)
    {
        int classes = model.Labels.Count;
        List<ClassifiedImage> images = [];
        for (int i = 0; i < probabilities.Length / classes; i++)
        {
            LabelProbability[] all = [.. Enumerable.Range(0, classes).Select(k => new LabelProbability(model.Labels[k], probabilities[(i * classes) + k]))];
            Classification best = model.Classifier.Classify(probabilities.AsSpan(i * classes, classes));
            string? label = model.Classifier.Accepts(best) ? model.Labels[best.Class] : null;
            images.Add(new ClassifiedImage(label, best.Confidence, all) { Frame = frames.Count > 0 ? frames[i] : null });
        }

        return new ClassifyDocument(slot.Name, model.Version, images);
    }

    private static GrayImage[] Frame(IReadOnlyList<(string Name, byte[] Bytes)> pictures, ServedModel model, long mostPixels)
    {
        if (model.Classifier.Width != model.Classifier.Height)
            throw new ApiException(400, $"The model reads {Size(model)} pixels; pictures are framed for square models only.");
        PictureOptions options = new() { MaxPixels = mostPixels };
        return
        [
            .. pictures.Select(picture => Picture.LoadPages(new MemoryStream(picture.Bytes, writable: false), options, Called(picture.Name)).First())
                .Select(picture => DigitNormalizer.Normalize(picture, model.Classifier.Width)),
        ];
    }

    private static float[] Pixels(ClassifyRequest request, ServedModel model, int mostImages)
    {
        if (request.Images is not { Length: > 0 } images)
            throw new ApiException(400, "There are no images; send {\"images\": [[numbers of 0 to 255]]}.");
        if (images.Length > mostImages)
            throw new ApiException(400, $"There are {images.Length} images; send at most {mostImages} at once.");
        float[] pixels = new float[images.Length * model.ImageSize];
        for (int i = 0; i < images.Length; i++)
        {
            if (images[i]?.Length != model.ImageSize)
                throw new ApiException(400, $"Image {i} has {images[i]?.Length ?? 0} numbers; this model reads {model.ImageSize}, {Size(model)}.");
            for (int j = 0; j < model.ImageSize; j++)
            {
                if (images[i][j] is < 0 or > 255)
                    throw new ApiException(400, $"Image {i} has the number {images[i][j]}; pixels are 0 to 255.");
                pixels[(i * model.ImageSize) + j] = images[i][j] / 255f;
            }
        }

        return pixels;
    }

    private static async Task<ClassifyRequest> Parse(HttpContext context, ServerParts parts)
    {
        using RequestBody body = await RequestBody.Read(context, parts.Options.MaxRequestBytes);
        try
        {
            RequireFew(body.Bytes, parts.Options.MostImages);
            return JsonSerializer.Deserialize(body.Bytes, V1Json.Default.ClassifyRequest)
                ?? throw new ApiException(400, "The body is null; send {\"images\": […]}.");
        }
        catch (JsonException e)
        {
            string where = e.Path is null ? "" : $", at {e.Path}";
            throw new ApiException(400, $"The body is not the JSON that is wanted{where}: send {{\"images\": [[numbers of 0 to 255]]}}.");
        }
    }

    /// <summary>Counts images before memory is spent on them: an empty one is three bytes of a request, and ten times that as an object.</summary>
    private static void RequireFew(ReadOnlySpan<byte> json, int mostImages)
    {
        int arrays = 0;
        for (Utf8JsonReader reader = new(json); reader.Read();)
        {
            if (reader.TokenType == JsonTokenType.StartArray && ++arrays > mostImages + 1)
                throw new ApiException(400, $"There are more than {mostImages} images; send at most {mostImages} at once.");
        }
    }

    private static async Task<IReadOnlyList<(string Name, byte[] Bytes)>> Pictures(HttpContext context, ServerParts parts)
    {
        using RequestBody body = await RequestBody.Read(context, parts.Options.MaxRequestBytes);
        return await UploadedPictures.Of(context.Request, body);
    }

    private static async Task<T> Gated<T>(HttpContext context, ServerParts parts, Func<T> work)
    {
        (bool isDone, T? result) = await parts.Reads.TryRun(work, context.RequestAborted);
        return isDone ? result! : throw Busy(context, parts, "pictures");
    }

    private static Task Models(HttpContext context, ServerParts parts)
    {
        ModelsDocument document = new([.. parts.Models.Slots.Select(slot => ModelDocument.Of(slot.Name, slot.Current))]);
        return TypedResults.Json(document, V1Json.Default.ModelsDocument).ExecuteAsync(context);
    }

    private static string Size(ServedModel model) => $"{model.Classifier.Width}x{model.Classifier.Height}";

    private static ModelSlot Model(string? name, ServerParts parts) => parts.Models.Find(name)
        ?? throw new ApiException(404, $"There is no model '{name}'; there is {string.Join(", ", parts.Models.Slots.Select(slot => slot.Name))}.");

    private static ReadMode Mode(string? text) => text switch
    {
        null or "" or "auto" => ReadMode.Auto,
        "digit" => ReadMode.Digit,
        "line" => ReadMode.Line,
        "page" => ReadMode.Page,
        _ => throw new ApiException(400, $"The mode '{text}' is not known; use auto, digit, line or page."),
    };

    private static double? Confidence(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value is >= 0 and <= 1
            ? value
            : throw new ApiException(400, $"min_confidence '{text}' cannot be used; give 0 to 1.");
    }

    private static ApiException Busy(HttpContext context, ServerParts parts, string queue)
    {
        parts.Meter.Refused(queue);
        context.Response.Headers.RetryAfter = "1";
        return new ApiException(503, "Too many requests wait; try again in a second.");
    }

    internal static Task Problem(HttpContext context, int status, string detail)
    {
        if (context.Response.HasStarted)
            return Task.CompletedTask;
        ProblemDetails problem = new() { Status = status, Title = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status), Detail = detail };
        return TypedResults.Json(problem, V1Json.Default.ProblemDetails, "application/problem+json", status).ExecuteAsync(context);
    }
}
