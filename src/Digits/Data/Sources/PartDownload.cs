using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace Digits.Data;

/// <summary>Downloads one file into a <c>.part</c> file, continuing where an earlier attempt stopped.</summary>
internal sealed class PartDownload(HttpClient client, Uri address, string part, PublishedFile file, IProgress<DownloadProgress>? progress)
{
    // After so long without data the next mirror is tried.
    private static readonly TimeSpan _stallTimeout = TimeSpan.FromSeconds(15);

    // A packed file is never larger than its content by more than this; anything larger is not the file.
    private const long GzipOverhead = 1 << 16;

    /// <summary>Fetches the file or its missing rest.</summary>
    /// <returns>Whether bytes of an earlier attempt were kept.</returns>
    /// <exception cref="MirrorException">The mirror cannot be reached, does not have the file, or stops sending.</exception>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        using CancellationTokenSource stall = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            return await RunAsync(File.Exists(part) ? new FileInfo(part).Length : 0, stall);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new MirrorException("no answer", e);
        }
        catch (HttpRequestException e)
        {
            // The innermost message is the one that people understand, such as "Connection refused".
            throw new MirrorException(e.GetBaseException().Message, e);
        }
    }

    /// <summary>Whether the part file is, or unpacks to, exactly what was published.</summary>
    public async Task<bool> IsIntactAsync(CancellationToken cancellation)
    {
        await using FileStream packed = new(part, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        await using Stream content = file.Sum == ChecksumOf.Content ? new GZipStream(packed, CompressionMode.Decompress) : packed;
        using IncrementalHash hash = IncrementalHash.CreateHash(file.IsMd5 ? HashAlgorithmName.MD5 : HashAlgorithmName.SHA256);
        byte[] buffer = new byte[1 << 16];
        long length = 0;
        try
        {
            while (length <= file.Length)
            {
                int got = await content.ReadAsync(buffer, cancellation);
                if (got == 0)
                    break;
                hash.AppendData(buffer, 0, got);
                length += got;
            }
        }
        catch (InvalidDataException)
        {
            return false;
        }

        return length <= file.Length && Convert.ToHexStringLower(hash.GetHashAndReset()) == file.Checksum;
    }

    private async Task<bool> RunAsync(long here, CancellationTokenSource stall)
    {
        stall.CancelAfter(_stallTimeout);
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        if (here > 0)
            request.Headers.Range = new RangeHeaderValue(here, null);
        using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stall.Token);
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && here > 0)
            return true; // The whole file is here already, or more; the checksum will tell.
        if (!response.IsSuccessStatusCode)
            throw new MirrorException($"{file.Name}: HTTP {(int)response.StatusCode} {response.ReasonPhrase}");
        bool resumed = response.StatusCode == HttpStatusCode.PartialContent;
        if (resumed && response.Content.Headers.ContentRange?.From != here)
            throw new MirrorException($"{file.Name}: sends a part that was not asked for");
        // Only now that there is something to write: an attempt without a network leaves nothing behind.
        Directory.CreateDirectory(Path.GetDirectoryName(part)!);
        await using FileStream target = new(part, resumed ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        await CopyAsync(response, target, stall);
        return resumed;
    }

    private async Task CopyAsync(HttpResponseMessage response, FileStream target, CancellationTokenSource stall)
    {
        long? total = target.Length + response.Content.Headers.ContentLength;
        await using Stream body = await response.Content.ReadAsStreamAsync(stall.Token);
        byte[] buffer = new byte[1 << 16];
        while (true)
        {
            int got;
            try
            {
                got = await body.ReadAsync(buffer, stall.Token);
            }
            catch (IOException e)
            {
                throw new MirrorException($"{file.Name}: the connection broke off", e);
            }

            if (got == 0)
                return;
            await target.WriteAsync(buffer.AsMemory(0, got), stall.Token);
            if (target.Length > file.Length + GzipOverhead)
                throw new MirrorException($"{file.Name}: sends more bytes than the file has");
            progress?.Report(new DownloadProgress(file.Name, address.Host, target.Length, total));
            stall.CancelAfter(_stallTimeout);
        }
    }
}
