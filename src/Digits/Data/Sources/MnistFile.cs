namespace Digits.Data;

/// <summary>One of MNIST's files as the mirrors have it.</summary>
/// <param name="Name">The name of the gzip file.</param>
/// <param name="UnpackedLength">Bytes of its content.</param>
/// <param name="UnpackedSha256">SHA-256 of its content; that of the gzip file differs between packings.</param>
internal sealed record MnistFile(string Name, long UnpackedLength, string UnpackedSha256)
{
    /// <summary>The four files.</summary>
    public static IReadOnlyList<MnistFile> All { get; } =
    [
        new("train-images-idx3-ubyte.gz", 47040016, "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
        new("train-labels-idx1-ubyte.gz", 60008, "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
        new("t10k-images-idx3-ubyte.gz", 7840016, "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
        new("t10k-labels-idx1-ubyte.gz", 10008, "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
    ];
}
