using Digits.Engine;

namespace Digits.Data;

/// <summary>Fills a folder with the files of a data set from the first mirror that has each of them intact.</summary>
internal sealed class SetDownload : IDisposable
{
    // Long enough for a slow line, short enough for somebody without a network.
    private static readonly TimeSpan _connectTimeout = TimeSpan.FromSeconds(5);

    private readonly NamedSet _set;
    private readonly IProgress<DownloadProgress>? _progress;
    private readonly HttpClient _client;
    private readonly List<Uri> _mirrors;

    public SetDownload(NamedSet set, IProgress<DownloadProgress>? progress)
    {
        _set = set;
        _progress = progress;
        _mirrors = [.. set.Mirrors];
        _client = new HttpClient(new SocketsHttpHandler { ConnectTimeout = _connectTimeout }) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Downloads what is missing in <paramref name="folder"/>.</summary>
    /// <exception cref="DigitsException">No mirror gave a file, or it cannot be written; the message is part of a sentence.</exception>
    public async Task FillAsync(string folder, CancellationToken cancellation)
    {
        try
        {
            foreach (PublishedFile file in _set.Files)
            {
                string path = Path.Combine(folder, file.Name);
                if (!File.Exists(path))
                    await FetchAsync(file, path, cancellation);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new WorkFailedException($"{folder} cannot be written: {Brief(e)}", e);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task FetchAsync(PublishedFile file, string path, CancellationToken cancellation)
    {
        List<string> failures = [];
        foreach (Uri mirror in _mirrors.ToArray())
        {
            try
            {
                await FetchFromAsync(mirror, file, path, cancellation);
                // The next file starts with the mirror that works.
                _mirrors.Remove(mirror);
                _mirrors.Insert(0, mirror);
                return;
            }
            catch (MirrorException e)
            {
                failures.Add($"{mirror.Host}: {Brief(e)}");
            }
        }

        throw new WorkFailedException(failures.Count == 0 ? "there are no mirrors" : string.Join("; ", failures));
    }

    private async Task FetchFromAsync(Uri mirror, PublishedFile file, string path, CancellationToken cancellation)
    {
        string part = path + ".part";
        PartDownload transfer = new(_client, new Uri(mirror, file.Name), part, file, _progress);
        bool resumed = await transfer.RunAsync(cancellation);
        if (!await transfer.IsIntactAsync(cancellation))
        {
            File.Delete(part);
            if (!resumed)
                throw new MirrorException($"{file.Name} is not the published file (its {(file.IsMd5 ? "MD5" : "SHA-256")} differs)");
            // The part from the earlier download may be the damaged one.
            await FetchFromAsync(mirror, file, path, cancellation);
            return;
        }

        File.Move(part, path, overwrite: true);
    }

    private static string Brief(Exception e) => e.Message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
}
