using Digits.Reading;

namespace Digits.Server;

/// <summary>What is served, and how much of it at once.</summary>
public sealed class DigitsServerOptions
{
    /// <summary>The models. The first answers where a request names none.</summary>
    public IList<ModelFile> Models { get; } = [];

    /// <summary>The most images that are run together; 1 runs each request by itself.</summary>
    public int MaxBatch { get; set; } = 64;

    /// <summary>The most images that wait for a model; a request beyond that is answered with 503 and <c>Retry-After</c>.</summary>
    public int MaxQueue { get; set; } = 1024;

    /// <summary>How many batches, and how many pictures, are run at once; 0 for one per processor. Twice as many pictures may wait.</summary>
    public int Threads { get; set; }

    /// <summary>The largest body of a request, in bytes.</summary>
    public long MaxRequestBytes { get; set; } = 32 * 1024 * 1024;

    /// <summary>The most images in one request.</summary>
    public int MaxImages { get; set; } = 1024;

    /// <summary>The most pixels of a picture.</summary>
    public long MaxPixels { get; set; } = 50_000_000;

    /// <summary>How long a request may take.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The most requests a second from one address; beyond that they are answered with 429. 0 for no limit.</summary>
    public int MaxRequestsPerSecond { get; set; }

    /// <summary>Whether <c>digits serve</c> writes a line into its log for each request.</summary>
    public bool IsLoggingRequests { get; set; }

    /// <summary>
    /// How long a server that was asked to end goes on: it says that it is not ready, and its answers close their connections, so that clients go elsewhere
    /// before nobody can connect any more.
    /// </summary>
    public TimeSpan DrainTime { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often files are looked at for a change; zero for never.</summary>
    public TimeSpan ReloadInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The key that a request must have in its header <c>X-API-Key</c>, or as <c>Authorization: Bearer</c>; null for none.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The most images in one request that can be answered: what never fits into the queue must not be told to come back.</summary>
    internal int MostImages => Math.Min(MaxImages, MaxQueue);

    /// <summary>The models, or the one that comes with the library where there are none.</summary>
    internal IReadOnlyList<ModelFile> ModelsOrDefault => Models.Count > 0 ? [.. Models] : [new ModelFile(BundledModel.Name)];
}
