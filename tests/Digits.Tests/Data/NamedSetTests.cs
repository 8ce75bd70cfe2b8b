using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Digits.Data;
using ICSharpCode.SharpZipLib.BZip2;

namespace Digits.Tests.Data;

/// <summary>Sets that are had by name, from a server on this machine that has small ones.</summary>
public sealed class NamedSetTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_set_has_mirrors_and_checksums_and_a_name_of_its_own()
    {
        NamedSets.All.Select(set => set.Name).ShouldBe(
        [
            "fashion-mnist", "kmnist", "emnist-balanced", "emnist-digits", "emnist-letters", "emnist-byclass", "emnist-bymerge", "emnist-mnist", "qmnist",
            "usps",
        ]);
        foreach (NamedSet set in NamedSets.All)
        {
            set.Mirrors.ShouldAllBe(mirror => mirror.AbsolutePath.EndsWith('/'));
            set.Wanted.Count.ShouldBe(4);
            set.Files.ShouldAllBe(file =>
                file.Sum == ChecksumOf.File && file.Checksum.All(char.IsAsciiHexDigitLower) && file.Checksum.Length == (file.IsMd5 ? 32 : 64));
        }
    }

    [Fact]
    public void A_set_is_downloaded_once_and_its_classes_are_named()
    {
        Dictionary<string, byte[]> files = [];
        foreach ((string part, DigitSet set) in new[] { ("train", Make.Set(20)), ("t10k", Make.Set(5)) })
        {
            files[$"{part}-images-idx3-ubyte.gz"] = Make.Gzip(Make.Idx([0x803, (uint)set.Count, 4, 4], set.Pixels.ToArray()));
            files[$"{part}-labels-idx1-ubyte.gz"] = Make.Gzip(Make.Idx([0x801, (uint)set.Count], set.Labels.ToArray()));
        }

        using TestMirror mirror = new(files);
        DataSourceOptions options = Options(Published("fashion-mnist", mirror, files));
        DigitData data = DataSource.Load("fashion-mnist", options);
        (data.Train!.Count, data.Test!.Count, data.Train.Name).ShouldBe((20, 5, "fashion-mnist"));
        data.Test.LabelNames[9].ShouldBe("Ankle boot");
        DataSource.Load("fashion-mnist", options).RequireLabelNames()[0].ShouldBe("T-shirt/top");
        mirror.Requests.Count.ShouldBe(4);
    }

    [Fact]
    public void A_broken_download_goes_on_where_it_stopped_and_a_wrong_file_is_not_taken()
    {
        Dictionary<string, byte[]> files = new() { [EmnistArchive.FileName] = EmnistZip() };
        using TestMirror breaking = new(files) { BreakAfter = 100 };
        Bad.Says(() => DataSource.Load("emnist-digits", Options(Published("emnist-digits", breaking, files))), "EMNIST (digits)", "broke off", "DIGITS_DATA");
        using TestMirror whole = new(files);
        NamedSet set = Published("emnist-digits", whole, files);
        Get(set).ShouldBe(_folder["cache/emnist-digits"]);
        whole.Requests.ShouldBe(["gzip.zip from 100"]);
        Directory.Delete(_folder["cache"], recursive: true);
        Bad.Says(() => Get(set with { Files = [set.Files[0] with { Checksum = new string('0', 32) }] }), "gzip.zip", "MD5");
    }

    [Fact]
    public void The_one_archive_of_EMNIST_is_fetched_once_and_each_split_is_taken_out_of_it()
    {
        Dictionary<string, byte[]> files = new() { [EmnistArchive.FileName] = EmnistZip() };
        using TestMirror mirror = new(files);
        Get(Published("emnist-digits", mirror, files));
        Get(Published("emnist-letters", mirror, files));
        mirror.Requests.ShouldHaveSingleItem();
        _folder.Files().ShouldBe(
        [
            "cache/emnist-digits/emnist-digits-mapping.txt", "cache/emnist-digits/emnist-digits-test-images-idx3-ubyte.gz",
            "cache/emnist-digits/emnist-digits-test-labels-idx1-ubyte.gz", "cache/emnist-digits/emnist-digits-train-images-idx3-ubyte.gz",
            "cache/emnist-digits/emnist-digits-train-labels-idx1-ubyte.gz", "cache/emnist-letters/emnist-letters-mapping.txt",
            "cache/emnist-letters/emnist-letters-test-images-idx3-ubyte.gz", "cache/emnist-letters/emnist-letters-test-labels-idx1-ubyte.gz",
            "cache/emnist-letters/emnist-letters-train-images-idx3-ubyte.gz", "cache/emnist-letters/emnist-letters-train-labels-idx1-ubyte.gz",
            "cache/emnist/gzip.zip",
        ]);
    }

    [Fact]
    public void USPS_is_unpacked_from_bzip2_and_kept_as_IDX()
    {
        Dictionary<string, byte[]> files = new() { [UspsFiles.Train] = Usps(30), [UspsFiles.Test] = Usps(7) };
        using TestMirror mirror = new(files);
        DataSourceOptions options = Options(Published("usps", mirror, files));
        DigitData data = DataSource.Load("usps", options);
        (data.Train!.Count, data.Test!.Count, data.Train.Rows, data.Train.Columns).ShouldBe((30, 7, 16, 16));
        data.Train.Labels[..11].ToArray().ShouldBe([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0]);
        data.Train.Image(1)[..3].ToArray().ShouldBe([0, 255, 128]);
        DataSource.Load("usps", options).Train!.Count.ShouldBe(30);
        mirror.Requests.Count.ShouldBe(2);
        _folder.Files().Length.ShouldBe(4);
    }

    [Fact]
    public void A_set_of_the_users_own_under_a_name_is_not_downloaded()
    {
        DataExport.Write(new DigitData(Make.Set(8), null), _folder["env/usps/usps.npz"], ExportFormat.Npz);
        using TestMirror mirror = new([]);
        DataSource.Load("usps", Options(Published("usps", mirror, []))).Train!.Count.ShouldBe(8);
        mirror.Requests.ShouldBeEmpty();
    }

    private static byte[] Usps(int count)
    {
        using MemoryStream packed = new();
        using (BZip2OutputStream stream = new(packed) { IsStreamOwner = false })
        {
            for (int i = 0; i < count; i++)
            {
                string pixels = string.Join(' ', Enumerable.Range(1, 256).Select(place => $"{place}:{(place == 1 ? "-1.0000" : place == 2 ? "1" : "0")}"));
                stream.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(i % 10) + 1} {pixels} \n")));
            }
        }

        return packed.ToArray();
    }

    private static byte[] EmnistZip()
    {
        using MemoryStream bytes = new();
        using (ZipArchive zip = new(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (string split in new[] { "digits", "letters", "balanced" })
            {
                foreach (string file in new[] { "mapping.txt", "train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", "test-images-idx3-ubyte.gz",
                    "test-labels-idx1-ubyte.gz" })
                {
                    using Stream entry = zip.CreateEntry($"gzip/emnist-{split}-{file}").Open();
                    entry.Write(Encoding.ASCII.GetBytes($"{split} {file}"));
                }
            }
        }

        return bytes.ToArray();
    }

    private static NamedSet Published(string name, TestMirror mirror, Dictionary<string, byte[]> files) => NamedSets.All.First(set => set.Name == name) with
    {
        Mirrors = [mirror.Address],
        Files = [.. files.OrderByDescending(file => file.Key, StringComparer.Ordinal)
            .Select(file => new PublishedFile(file.Key, file.Value.Length, Convert.ToHexStringLower(SHA256.HashData(file.Value)), ChecksumOf.File)),],
    };

    private string Get(NamedSet set) =>
        NamedSource.TryGet(set, Options(set), out string? folder, out string? reason, CancellationToken.None) ? folder
            : throw new Digits.Engine.WorkFailedException(reason);

    private DataSourceOptions Options(NamedSet set) => new()
    {
        DataFolder = _folder["env"],
        LocalFolder = _folder["local"],
        CacheFolder = _folder["cache"],
        Mirrors = [],
        Sets = [set],
    };
}
