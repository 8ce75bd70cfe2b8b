namespace Digits.Data;

/// <summary>The data sets that can be downloaded, with the addresses and checksums that TensorFlow Datasets and torchvision publish.</summary>
internal static class NamedSets
{
    private static readonly string[] _mnistFiles =
        ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"];

    private static readonly string[] _emnistFiles =
        ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "test-images-idx3-ubyte", "test-labels-idx1-ubyte"];

    /// <summary>MNIST's files; the checksums are of the unpacked content, since the mirrors pack differently.</summary>
    public static IReadOnlyList<PublishedFile> MnistFiles { get; } =
    [
        new("train-images-idx3-ubyte.gz", 47040016, "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
        new("train-labels-idx1-ubyte.gz", 60008, "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
        new("t10k-images-idx3-ubyte.gz", 7840016, "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
        new("t10k-labels-idx1-ubyte.gz", 10008, "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
    ];

    /// <summary>All but MNIST, whose mirrors a user can choose.</summary>
    public static IReadOnlyList<NamedSet> All { get; } =
    [
        new(
            "fashion-mnist",
            "Fashion-MNIST",
            [
                new("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"),
                new("https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/"),
            ],
            [
                File("train-images-idx3-ubyte.gz", 26421880, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
                File("train-labels-idx1-ubyte.gz", 29515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
                File("t10k-images-idx3-ubyte.gz", 4422102, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
                File("t10k-labels-idx1-ubyte.gz", 5148, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"),
            ],
            _mnistFiles)
        {
            ClassNames = ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"],
        },
        new(
            "kmnist",
            "Kuzushiji-MNIST",
            [new("http://codh.rois.ac.jp/kmnist/dataset/kmnist/")],
            [
                File("train-images-idx3-ubyte.gz", 18165135, "51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4"),
                File("train-labels-idx1-ubyte.gz", 29497, "e38f9ebcd0f3ebcdec7fc8eabdcdaef93bb0df8ea12bee65224341c8183d8e17"),
                File("t10k-images-idx3-ubyte.gz", 3041136, "edd7a857845ad6bb1d0ba43fe7e794d164fe2dce499a1694695a792adfac43c5"),
                File("t10k-labels-idx1-ubyte.gz", 5120, "20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c"),
            ],
            _mnistFiles)
        {
            ClassNames = ["o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo"],
        },
        .. new[] { "balanced", "digits", "letters", "byclass", "bymerge", "mnist" }.Select(Emnist),
        new(
            "qmnist",
            "QMNIST",
            [new("https://raw.githubusercontent.com/facebookresearch/qmnist/master/")],
            [
                File("qmnist-train-images-idx3-ubyte.gz", 9704059, "9e26a7bf1683614e065d7b76460ccd52807165b3f22561fb782bd9f38c52b51d"),
                File("qmnist-train-labels-idx2-int.gz", 463024, "2c05dc77f6b916b38e455e97ab129a42a444f3dbef09b278a366f82904e0dd9f"),
                File("qmnist-test-images-idx3-ubyte.gz", 9742279, "43fc22bf7498b8fc98de98369d72f752d0deabc280a43a7bcc364ab19e57b375"),
                File("qmnist-test-labels-idx2-int.gz", 526800, "9fbcbe594c3766fdf4f0b15c5165dc0d1e57ac604e01422608bb72c906030d06"),
            ],
            ["qmnist-train-images-idx3-ubyte", "qmnist-train-labels-idx2-int", "qmnist-test-images-idx3-ubyte", "qmnist-test-labels-idx2-int"]),
        new(
            "usps",
            "USPS",
            [new("https://www.csie.ntu.edu.tw/~cjlin/libsvmtools/datasets/multiclass/")],
            [
                // Only MD5 was published of these, and no lengths.
                File(UspsFiles.Train, 20_000_000, "ec16c51db3855ca6c91edd34d0e9b197"),
                File(UspsFiles.Test, 20_000_000, "8ea070ee2aca1ac39742fdd1ef5ed118"),
            ],
            _mnistFiles)
        {
            Unpack = UspsFiles.Convert,
        },
    ];

    /// <summary>MNIST, from the mirrors and with the files that the options say.</summary>
    public static NamedSet Mnist(DataSourceOptions options) => new(MnistSource.Name, "MNIST", options.Mirrors, options.Files, _mnistFiles);

    /// <summary>One of the splits of EMNIST, which come all together as one archive of gzip files.</summary>
    private static NamedSet Emnist(string split) => new(
        $"emnist-{split}",
        $"EMNIST ({split})",
        [new("https://biometrics.nist.gov/cs_links/EMNIST/"), new("https://www.itl.nist.gov/iaui/vip/cs_links/EMNIST/")],
        [File(EmnistArchive.FileName, 561753746, "fb9bb67e33772a9cc0b895e4ecf36d2cf35be8b709693c3564cea2a019fcda8e")],
        [.. _emnistFiles.Select(file => $"emnist-{split}-{file}")])
    {
        DownloadFolder = "emnist",
        Unpack = (downloads, folder) => EmnistArchive.Extract(Path.Combine(downloads, EmnistArchive.FileName), split, folder),
    };

    private static PublishedFile File(string name, long length, string checksum) => new(name, length, checksum, ChecksumOf.File);
}
