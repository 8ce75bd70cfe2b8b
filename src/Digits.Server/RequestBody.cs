using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Digits.Server;

/// <summary>The body of a request in one piece, in memory that is rented.</summary>
internal sealed class RequestBody : IDisposable
{
    private readonly BodyBudget _budget;
    private byte[] _bytes;

    private RequestBody(BodyBudget budget, byte[] bytes, int length) => (_budget, _bytes, Length) = (budget, bytes, length);

    internal int Length { get; }

    internal ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    /// <summary>The bytes as a stream, as long as this is not given back.</summary>
    internal Stream Open() => new MemoryStream(_bytes, 0, Length, writable: false);

    /// <summary>Reads a body.</summary>
    /// <param name="context">The request.</param>
    /// <param name="most">The most bytes.</param>
    /// <exception cref="BadHttpRequestException">It is larger or compressed, the client sends it wrongly or too slowly, or others take all memory.</exception>
    internal static async ValueTask<RequestBody> Read(HttpContext context, long most)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = most;
        string? encoding = context.Request.Headers.ContentEncoding;
        if (!string.IsNullOrEmpty(encoding) && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
            throw new BadHttpRequestException("The body is compressed; send it without Content-Encoding.", StatusCodes.Status415UnsupportedMediaType);
        if (context.Request.ContentLength > most)
            throw TooLarge(most);

        BodyBudget budget = ServerParts.Of(context).Bodies;
        PipeReader body = context.Request.BodyReader;
        long taken = 0;
        try
        {
            while (true)
            {
                ReadResult read = await Next(body, context.RequestAborted);
                ReadOnlySequence<byte> buffer = read.Buffer;
                if (buffer.Length > most || !budget.TryGrow(taken, buffer.Length))
                {
                    // Kestrel reads on to the end of the request, and breaks the connection off where a read is left open.
                    body.AdvanceTo(buffer.End);
                    throw buffer.Length > most ? TooLarge(most) : TooMany(context);
                }

                taken = buffer.Length;
                if (read.IsCompleted)
                {
                    byte[] bytes = ArrayPool<byte>.Shared.Rent((int)Math.Max(1, buffer.Length));
                    buffer.CopyTo(bytes);
                    RequestBody result = new(budget, bytes, (int)buffer.Length);
                    taken = 0;
                    body.AdvanceTo(buffer.End);
                    return result;
                }

                body.AdvanceTo(buffer.Start, buffer.End);
            }
        }
        finally
        {
            budget.Return(taken);
        }
    }

    private static async ValueTask<ReadResult> Next(PipeReader body, CancellationToken cancellation)
    {
        try
        {
            return await body.ReadAsync(cancellation);
        }
        catch (IOException e) when (e is not BadHttpRequestException)
        {
            // Kestrel has no status for a chunk whose size overflows.
            throw new BadHttpRequestException("The body is damaged or cut short; send it again.", StatusCodes.Status400BadRequest, e);
        }
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        byte[] bytes = Interlocked.Exchange(ref _bytes, []);
        if (bytes.Length == 0)
            return;
        ArrayPool<byte>.Shared.Return(bytes);
        _budget.Return(Length);
    }

    private static BadHttpRequestException TooMany(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "1";
        return new BadHttpRequestException("Too many large bodies are being sent; try again in a second.", StatusCodes.Status503ServiceUnavailable);
    }

    private static BadHttpRequestException TooLarge(long most) =>
        new($"The body is larger than {most:N0} bytes; send a smaller picture, or fewer images at once.", StatusCodes.Status413PayloadTooLarge);
}
