using System.IO.Compression;
using Digits.EndToEnd.Tests.Support;

namespace Digits.EndToEnd.Tests.CommandLine;

public sealed class BadDataTests : IDisposable
{
    private const string Images = "bad/train-images-idx3-ubyte";
    private const string Labels = "bad/train-labels-idx1-ubyte";
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_truncated_gzip()
    {
        byte[] packed = Gzip(Idx([2051, 20, 28, 28], new byte[20 * 784]));
        _folder.Write($"{Images}.gz", packed[..(packed.Length / 2)]);
        _folder.Write(Labels, Idx([2049, 20], new byte[20]));
        ShouldBeRefused("bad", "train-images-idx3-ubyte.gz");
    }

    [Fact]
    public void A_wrong_magic_number()
    {
        _folder.Write(Images, Idx([1234, 20, 28, 28], new byte[20 * 784]));
        _folder.Write(Labels, Idx([2049, 20], new byte[20]));
        ShouldBeRefused("bad", "train-images-idx3-ubyte");
    }

    [Fact]
    public void Counts_that_differ()
    {
        _folder.Write(Images, Idx([2051, 20, 28, 28], new byte[20 * 784]));
        _folder.Write(Labels, Idx([2049, 19], new byte[19]));
        ShouldBeRefused("bad", "19");
    }

    [Fact]
    public void Fewer_pixels_than_the_header_says()
    {
        _folder.Write(Images, Idx([2051, 20, 28, 28], new byte[19 * 784]));
        _folder.Write(Labels, Idx([2049, 20], new byte[20]));
        ShouldBeRefused("bad", "train-images-idx3-ubyte");
    }

    [Fact]
    public void An_empty_folder()
    {
        Directory.CreateDirectory(_folder["bad"]);
        ShouldBeRefused("bad/", "empty");
    }

    [Fact]
    public void No_images_at_all()
    {
        _folder.Write(Images, Idx([2051, 0, 28, 28], []));
        _folder.Write(Labels, Idx([2049, 0], []));
        ShouldBeRefused("bad", "images");
    }

    [Fact]
    public void Images_too_small_for_the_network()
    {
        _folder.Write(Images, Idx([2051, 20, 4, 4], new byte[20 * 16]));
        _folder.Write(Labels, Idx([2049, 20], new byte[20]));
        ShouldBeRefused("bad", "4x4", verbs: ["train --data"]);
    }

    [SkippableFact]
    public void A_file_that_must_not_be_read()
    {
        Skip.If(OperatingSystem.IsWindows() || Environment.UserName == "root", "Permissions do not stop this user.");
        _folder.Write(Images, Idx([2051, 20, 28, 28], new byte[20 * 784]));
        _folder.Write(Labels, Idx([2049, 20], new byte[20]));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder[Images], UnixFileMode.None);
        ShouldBeRefused("bad", "train-images-idx3-ubyte");
    }

    [SkippableFact]
    public void A_file_that_breaks_while_it_is_read()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "There is no /proc/self/mem.");
        Directory.CreateDirectory(_folder["bad"]);
        File.CreateSymbolicLink(_folder[Images], "/proc/self/mem"); // Opens, but its first page cannot be read.
        _folder.Write(Labels, Idx([2049, 20], new byte[20]));
        ShouldBeRefused("bad", "train-images-idx3-ubyte");
    }

    private void ShouldBeRefused(string data, string mentioned, string[]? verbs = null)
    {
        string[] before = _folder.Entries();
        foreach (string verb in verbs ?? ["train --data", "data info"])
            CliProcess.Run(_folder, [.. verb.Split(' '), data]).ShouldBeRefused().ShouldContain(mentioned);
        _folder.Entries().ShouldBe(before);
    }

    private static byte[] Idx(uint[] header, byte[] payload) =>
        [.. header.SelectMany(n => new[] { (byte)(n >> 24), (byte)(n >> 16), (byte)(n >> 8), (byte)n }), .. payload];

    private static byte[] Gzip(byte[] bytes)
    {
        using MemoryStream packed = new();
        using (GZipStream stream = new(packed, CompressionLevel.Optimal))
            stream.Write(bytes);
        return packed.ToArray();
    }
}
