using Digits.Data;

namespace Digits.Tests.Data.Sources;

/// <summary>Files are known by their content, and what is no data set is named.</summary>
public sealed class RecognitionTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Names_say_nothing()
    {
        KaggleCsv.Write(Make.Set(6), _folder["in/train.csv"]);
        byte[] csv = File.ReadAllBytes(_folder["in/train.csv"]);
        byte[] idx = IdxTypesTests.File(8, [6, 4, 4], [.. Make.Set(6).Pixels.ToArray().Select(pixel => (double)pixel)]);
        Check(csv, "CSV");
        Check(Make.Gzip(csv), "gzip of CSV");
        Check(Make.Gzip(Make.Gzip(csv)), null);
        Check(idx, "IDX");
        Check(Make.Gzip(idx), "gzip of IDX");
        Check(Pack.Zip(_folder["in"]), "a ZIP archive: CSV");
        Check(Pack.Tar(_folder["in"]), "a tar archive: CSV");
        Check(Make.Gzip(Pack.Tar(_folder["in"])), "gzip of a tar archive: CSV");
    }

    [Theory]
    [InlineData("gANdcQAu", "a Python pickle")]
    [InlineData("N3q8ryccAAA=", "7z")]
    [InlineData("UmFyIRoHAQA=", "RAR")]
    [InlineData("QlpoOTFBWSY=", "bzip2")]
    [InlineData("PCFET0NUWVBFIGh0bWw+", "web page")]
    [InlineData("dmVyc2lvbiBodHRwczovL2dpdC1sZnMuZ2l0aHViLmNvbS9zcGVjL3Yx", "git lfs pull")]
    [InlineData("iVBORw0KGgo=", "a picture")]
    [InlineData("QVJST1cxAAA=", "Arrow")]
    [InlineData("AQIDBAU=", "01 02 03 04 05")]
    [InlineData("", "empty")]
    public void What_is_no_data_set_is_named(string base64, string says)
    {
        byte[] bytes = Convert.FromBase64String(base64);
        Bad.Says(() => DataPath.Load(_folder.Write("file", bytes)), _folder["file"], says);
        if (bytes.Length > 0)
            Bad.Says(() => DataPath.Load(_folder.Write("file.gz", Make.Gzip(bytes))), _folder["file.gz"], says);
    }

    [Theory]
    [InlineData("data-00000-of-00001.arrow", "Dataset.from_file('…').to_parquet(")]
    [InlineData("set.feather", "read_feather")]
    [InlineData("mnist-train.tfrecord-00000-of-00001", "TFRecord")]
    [InlineData("train-00.tfrec", "TFRecord")]
    [InlineData("data.mdb", "LMDB")]
    [InlineData("training.pt", "PyTorch")]
    public void What_only_its_name_tells_is_named_alone_and_in_a_folder(string name, string says)
    {
        string file = _folder.Write(name, [1, 2, 3, 4, 5]);
        _folder.Write("dataset_info.json", "{}");
        Bad.Says(() => DataPath.Load(file), file, says);
        Bad.Says(() => DataPath.Load(_folder.Path), $"holds no data set: {name} is ", says);
    }

    [Fact]
    public void An_Arrow_file_with_its_magic_is_for_pandas() =>
        Bad.Says(() => DataPath.Load(_folder.Write("set.arrow", "ARROW1\0\0")), "read_feather('…').to_csv(");

    private void Check(byte[] file, string? format)
    {
        if (format is null)
        {
            Bad.Says(() => DataPath.Load(_folder.Write("file.dat", file)), "1F 8B");
            return;
        }

        DigitData data = DataPath.Load(_folder.Write("file.dat", file));
        data.Format.ShouldNotBeNull().ShouldStartWith(format);
        data.Train!.Pixels.ToArray().ShouldBe(Make.Set(6).Pixels.ToArray());
    }
}
