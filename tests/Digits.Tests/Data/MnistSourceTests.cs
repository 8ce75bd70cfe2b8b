using System.Security.Cryptography;
using Digits.Data;
using Digits.Engine;

namespace Digits.Tests.Data;

public sealed class MnistSourceTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, byte[]> _packed = [];
    private readonly List<PublishedFile> _published = [];

    // A small MNIST: 30 and 10 images of 6x6.
    public MnistSourceTests()
    {
        Publish("train", Make.Set(30, 6, 6, seed: 1));
        Publish("t10k", Make.Set(10, 6, 6, seed: 2));
    }

    private static string[] FileNames { get; } =
        ["t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz", "train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_not_here_is_downloaded_once_into_the_cache()
    {
        using TestMirror mirror = new(_packed);
        DigitData data = DataSource.Load("mnist", Options(mirror.Address));
        (data.Train!.Count, data.Test!.Count, data.Train.Name).ShouldBe((30, 10, "mnist"));
        _folder.Files().ShouldBe(FileNames.Select(name => $"cache/mnist/{name}"));
        DataSource.Load("mnist", Options(mirror.Address)).Train!.Count.ShouldBe(30);
        mirror.Requests.Count.ShouldBe(4);
    }

    [Fact]
    public void A_broken_download_goes_on_where_it_stopped()
    {
        using TestMirror breaking = new(_packed) { BreakAfter = 100 };
        Bad.Says(() => MnistSource.Get(Options(breaking.Address)), "127.0.0.1", "train-images", "broke off");
        _folder.Files().ShouldBe(["cache/mnist/train-images-idx3-ubyte.gz.part"]);
        using TestMirror whole = new(_packed);
        MnistSource.Get(Options(whole.Address));
        whole.Requests[0].ShouldBe("train-images-idx3-ubyte.gz from 100");
        _folder.Files().ShouldBe(FileNames.Select(name => $"cache/mnist/{name}"));
    }

    [Fact]
    public void The_second_mirror_goes_on_where_the_first_stopped()
    {
        using TestMirror breaking = new(_packed) { BreakAfter = 100 };
        using TestMirror whole = new(_packed);
        MnistSource.Get(Options(breaking.Address, whole.Address));
        whole.Requests[0].ShouldBe("train-images-idx3-ubyte.gz from 100");
        breaking.Requests.ShouldHaveSingleItem("the mirror that works is asked first from then on");
    }

    [Fact]
    public void A_mirror_that_knows_no_ranges_starts_over()
    {
        _folder.Write("cache/mnist/train-images-idx3-ubyte.gz.part", _packed["train-images-idx3-ubyte.gz"][..50]);
        using TestMirror mirror = new(_packed) { IgnoresRange = true };
        MnistSource.Get(Options(mirror.Address));
        mirror.Requests[0].ShouldBe("train-images-idx3-ubyte.gz from 50");
        mirror.Requests.Count.ShouldBe(4);
    }

    [Fact]
    public void A_complete_part_file_needs_no_bytes()
    {
        _folder.Write("cache/mnist/train-images-idx3-ubyte.gz.part", _packed["train-images-idx3-ubyte.gz"]);
        using TestMirror mirror = new(_packed);
        MnistSource.Get(Options(mirror.Address));
        mirror.Requests.Count.ShouldBe(4);
    }

    [Fact]
    public void A_damaged_part_file_is_thrown_away_and_fetched_anew()
    {
        _folder.Write("cache/mnist/train-images-idx3-ubyte.gz.part", "this is not the beginning of it");
        using TestMirror mirror = new(_packed);
        MnistSource.Get(Options(mirror.Address));
        mirror.Requests.Take(2).ShouldBe(["train-images-idx3-ubyte.gz from 31", "train-images-idx3-ubyte.gz"]);
    }

    [Fact]
    public void Content_that_is_not_what_was_published_is_not_taken()
    {
        Dictionary<string, byte[]> other = new(_packed) { ["train-images-idx3-ubyte.gz"] = Make.Gzip(new byte[_published[0].Length]) };
        using TestMirror corrupted = new(other);
        Bad.Says(() => MnistSource.Get(Options(corrupted.Address)), "SHA-256");
        _folder.Files().ShouldBeEmpty();
        using TestMirror sound = new(_packed);
        MnistSource.Get(Options(corrupted.Address, sound.Address));
        _folder.Files().ShouldBe(FileNames.Select(name => $"cache/mnist/{name}"));
    }

    [Fact]
    public void A_page_in_place_of_the_file_is_not_taken()
    {
        using TestMirror portal = new(FileNames.ToDictionary(name => name, _ => "<html>Please sign in"u8.ToArray()));
        Bad.Says(() => MnistSource.Get(Options(portal.Address)), "SHA-256");
    }

    [Fact]
    public void A_flood_is_not_taken()
    {
        using TestMirror flood = new(FileNames.ToDictionary(name => name, _ => new byte[1_000_000]));
        Bad.Says(() => MnistSource.Get(Options(flood.Address)), "sends more");
    }

    [Fact]
    public void A_mirror_that_is_down_is_passed_over()
    {
        using TestMirror mirror = new(_packed);
        MnistSource.Get(Options(TestMirror.Down(), mirror.Address)).ShouldBe(_folder["cache/mnist"]);
    }

    [Fact]
    public void Without_any_mirror_one_line_says_where_it_looked_and_what_it_heard()
    {
        using TestMirror empty = new([]);
        Bad.Says(() => DataSource.Load("mnist", Options(TestMirror.Down(), empty.Address)), "MNIST", _folder["env"], _folder["local"], _folder["cache"],
            "refused", "404");
        _folder.Files().ShouldBeEmpty();
    }

    [Fact]
    public void Stopping_a_download_keeps_what_has_arrived()
    {
        using TestMirror mirror = new(_packed) { HangAfter = 120 };
        using CancellationTokenSource stop = new();
        List<DownloadProgress> heard = [];
        DataSourceOptions options = Options(mirror.Address) with { Progress = new Listener(p => { heard.Add(p); stop.Cancel(); }) };
        Should.Throw<OperationCanceledException>(() => MnistSource.Get(options, stop.Token));
        heard.ShouldBe([new DownloadProgress("train-images-idx3-ubyte.gz", "127.0.0.1", 120, _packed["train-images-idx3-ubyte.gz"].Length)]);
        new FileInfo(_folder["cache/mnist/train-images-idx3-ubyte.gz.part"]).Length.ShouldBe(120);
    }

    [Fact]
    public void A_cache_that_cannot_be_written_says_so()
    {
        _folder.Write("cache", "a file, not a folder");
        using TestMirror mirror = new(_packed);
        Bad.Says(() => MnistSource.Get(Options(mirror.Address)), _folder["cache/mnist"], "cannot be written");
    }

    [Theory]
    [InlineData("env")]
    [InlineData("local")]
    [InlineData("cache")]
    public void What_lies_in_any_of_the_places_is_not_downloaded(string place)
    {
        foreach ((string name, byte[] bytes) in _packed)
            _folder.Write($"{place}/mnist/{name}", bytes);
        MnistSource.Find(Options()).ShouldBe(_folder[$"{place}/mnist"]);
        DigitData data = DataSource.LoadDefault(Options());
        data.Test!.Count.ShouldBe(10);
        data.WhyStrokes.ShouldBeNull();
    }

    [Fact]
    public void Where_mnist_cannot_be_had_the_default_is_strokes_and_tells_why()
    {
        DigitData data = DataSource.LoadDefault(Options(TestMirror.Down()));
        (data.RequireTrain().Count, data.RequireTest().Count).ShouldBe((12000, 2000));
        data.WhyStrokes.ShouldNotBeNull();
        data.WhyStrokes.ShouldContain("refused");
        data.WhyStrokes.ShouldNotContain("\n");
    }

    [Fact]
    public void A_damaged_file_found_here_is_an_error_not_a_reason_for_other_data()
    {
        foreach ((string name, byte[] bytes) in _packed)
            _folder.Write($"env/mnist/{name}", bytes[..^20]);
        Should.Throw<DigitsException>(() => DataSource.LoadDefault(Options())).Message.ShouldContain("truncated");
    }

    private DataSourceOptions Options(params Uri[] mirrors) => new()
    {
        DataFolder = _folder["env"],
        LocalFolder = _folder["local"],
        CacheFolder = _folder["cache"],
        Mirrors = mirrors,
        Files = _published,
    };

    private void Publish(string part, DigitSet set)
    {
        Add($"{part}-images-idx3-ubyte.gz", Make.Idx([0x803, (uint)set.Count, (uint)set.Rows, (uint)set.Columns], set.Pixels.ToArray()));
        Add($"{part}-labels-idx1-ubyte.gz", Make.Idx([0x801, (uint)set.Count], set.Labels.ToArray()));

        void Add(string name, byte[] bytes)
        {
            _packed[name] = Make.Gzip(bytes);
            _published.Add(new PublishedFile(name, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes))));
        }
    }

    private sealed class Listener(Action<DownloadProgress> hear) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => hear(value);
    }
}
