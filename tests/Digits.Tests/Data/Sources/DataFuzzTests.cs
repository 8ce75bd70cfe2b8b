using System.Globalization;
using System.Text;
using Digits.Data;
using Digits.Engine;
using Digits.Imaging;

namespace Digits.Tests.Data.Sources;

/// <summary>
/// Damaged files of every kind: read, or refused in one line, and never with memory out of proportion. <c>DIGITS_FUZZ</c> sets how many of each.
/// </summary>
public sealed class DataFuzzTests : IDisposable
{
    private readonly TempFolder _folder = new(inMemory: true);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("idx-int")]
    [InlineData("idx-float.gz")]
    [InlineData("idx-labels")]
    [InlineData("csv")]
    [InlineData("csv.gz")]
    [InlineData("spaces")]
    [InlineData("arff")]
    [InlineData("svm")]
    [InlineData("zip")]
    [InlineData("tar")]
    [InlineData("tar.gz")]
    [InlineData("mapping")]
    [InlineData("labels")]
    public void Damaged_files_never_do_worse_than_one_line(string kind)
    {
        int count = int.Parse(Environment.GetEnvironmentVariable("DIGITS_FUZZ") ?? "300", CultureInfo.InvariantCulture);
        (string path, byte[] whole) = Make(kind);
        foreach (byte[] file in Data.Make.Damaged(whole, count, seed: 7))
        {
            _folder.Write(path, file);
            Bad.NeverWorse(file, () =>
            {
                try
                {
                    if (kind == "idx-labels")
                        IdxLabels.Read(new MemoryStream(file), "labels");
                    else
                        DataPath.Load(kind is "mapping" or "labels" ? _folder["in"] : _folder[path]);
                }
                catch (Exception e) when (e is not DigitsException)
                {
                    throw new InvalidOperationException($"{kind}: {Convert.ToBase64String(file)}", e);
                }
            });
        }
    }

    private (string Path, byte[] Whole) Make(string kind)
    {
        DigitSet set = Data.Make.Set(6, 5, 5);
        double[] values = [.. set.Pixels.ToArray().Select(pixel => (double)pixel)];
        IEnumerable<string> rows = Enumerable.Range(0, 6).Select(i => $"{set.Labels[i]},{string.Join(',', set.Image(i).ToArray())}");
        string csv = $"label,{string.Join(',', Enumerable.Range(0, 25).Select(i => $"p{i}"))}\n{string.Join('\n', rows)}\n";
        switch (kind)
        {
            case "idx-int": return ("file", IdxTypesTests.File(12, [6, 5, 5], values));
            case "idx-float.gz": return ("file", Data.Make.Gzip(IdxTypesTests.File(13, [6, 1, 5, 5], [.. values.Select(value => value / 255)])));
            case "idx-labels": return ("file", IdxTypesTests.File(12, [3, 8], [.. Enumerable.Range(0, 24).Select(i => (double)i)]));
            case "csv": return ("file.csv", Encoding.UTF8.GetBytes(csv));
            case "csv.gz": return ("file", Data.Make.Gzip(Encoding.UTF8.GetBytes(csv)));
            case "spaces": return ("file.csv", Encoding.UTF8.GetBytes(csv.Replace(',', ' ')));
            case "arff":
                string header = string.Concat(csv.Split('\n')[0].Split(',').Select(name => $"@attribute '{name}' numeric\n"));
                return ("file.arff", Encoding.UTF8.GetBytes($"% x\n@relation 'a b'\n{header}@data\n{string.Join('\n', rows)}\n"));
            case "svm":
                return ("file.svm", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 6)
                    .Select(i => $"{set.Labels[i]} {string.Join(' ', set.Image(i).ToArray().Select((pixel, at) => $"{at + 1}:{pixel}"))}\n"))));
            case "mapping":
                Idx.Write(new DigitSet("x", 1, 2, [1, 2], [1]), _folder["in/emnist-letters-train-images-idx3-ubyte"],
                    _folder["in/emnist-letters-train-labels-idx1-ubyte"]);
                return ("in/emnist-letters-mapping.txt",
                    Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(1, 26).Select(i => $"{i} {64 + i} {96 + i}\n"))));
        }

        for (int i = 0; i < 4; i++)
            Picture.Save(_folder[kind == "labels" ? $"in/{i}{i}.png" : $"in/{i}/a.png"], new GrayImage(3, 2, [1, 2, 3, 4, 5, (byte)i]));
        if (kind == "labels")
            return ("in/labels.csv", Encoding.UTF8.GetBytes("file,label\n00.png,3\n11.png,4\n22.png,5\n33.png,3\n"));
        _folder.Write("in/readme.txt", "a file that is no picture");
        return ("file", kind switch
        {
            "zip" => Pack.Zip(_folder["in"]),
            "tar" => Pack.Tar(_folder["in"]),
            _ => Data.Make.Gzip(Pack.Tar(_folder["in"])),
        });
    }
}
