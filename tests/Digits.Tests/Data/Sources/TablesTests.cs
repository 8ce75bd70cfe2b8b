using System.Globalization;
using System.Text;
using Digits.Data;
using FsCheck;
using FsCheck.Fluent;

namespace Digits.Tests.Data.Sources;

/// <summary>Tables as pandas, NumPy, R, Excel, OpenML and scikit-learn write them.</summary>
public sealed class TablesTests
{
    private static readonly DigitSet _expected = new("", 2, 2, [0, 1, 20, 255, 9, 8, 7, 6], [7, 3]);

    [Theory]
    [InlineData("label;a;b;c;d\n7;0;1;20;255\n3;9;8;7;6\n")]
    [InlineData("label\ta\tb\tc\td\n7\t0\t1\t20\t255\n3\t9\t8\t7\t6\n")]
    [InlineData("7 0 1 20 255\n3 9 8 7 6\n")]
    [InlineData("  7   0   1  20 255 \n  3   9   8   7   6\n")]
    [InlineData("label a b c d\r\n7 0 1 20 255\r\n3 9 8 7 6\r\n")]
    [InlineData("p0,p1,p2,p3,class\n0,1,20,255,7\n9,8,7,6,3\n")]
    [InlineData("p0,p1,p2,p3,target\n0.0,1.0,20.0,255.0,7.0\n9.0,8.0,7.0,6.0,3.0\n")]
    [InlineData("p0,p1,Digit,p2,p3\n0,1,7,20,255\n9,8,3,7,6\n")]
    [InlineData(",label,p0,p1,p2,p3\n0,7,0,1,20,255\n1,3,9,8,7,6\n")]
    [InlineData("Unnamed: 0,label,p0,p1,p2,p3\n0,7,0,1,20,255\n1,3,9,8,7,6\n")]
    [InlineData("id,p0,p1,p2,p3,y\n0,0,1,20,255,7\n1,9,8,7,6,3\n")]
    [InlineData("\"\",\"p0\",\"p1\",\"p2\",\"p3\",\"label\"\n\"1\",0,1,20,255,7\n\"2\",9,8,7,6,3\n")]
    [InlineData("label;a;b;c;d\n7,0;0,0;1,0;20,0;255,0\n3,0;9,0;8,0;7,0;6,0\n")]
    [InlineData("outcome,p0,p1,p2,p3\n7,0,1,20,255\n3,9,8,7,6\n")]
    [InlineData("7.000000000000000000e+00,0.0e+00,1.0e+00,2.0e+01,2.55e+02\n3.0e+00,9.0e+00,8.0e+00,7.0e+00,6.0e+00\n")]
    [InlineData("# a set\n7 1:0 2:1 3:20 4:255\n3 1:9 2:8 3:7 4:6\n", 8)]
    [InlineData("% by Weka\n\n@RELATION digits\n@ATTRIBUTE p0 REAL\n@attribute 'p 1' numeric\n@ATTRIBUTE p2 REAL\n@ATTRIBUTE p3 REAL\n@ATTRIBUTE class {3,7}\n@DATA\n0,1,20,255,'7'\n% so\n9,8,7,6,3\n")]
    public void Every_usual_spelling_is_read(string text, int side = 2)
    {
        DigitSet set = Read(text).Train!;
        if (side == 2)
        {
            Make.ShouldEqual(set, _expected);
            return;
        }

        (set.Rows, set.Labels.ToArray()[0], set.Labels.ToArray()[1]).ShouldBe((side, (byte)7, (byte)3));
        set.Image(0)[..4].ToArray().ShouldBe([0, 1, 20, 255]);
        set.Image(1)[..4].ToArray().ShouldBe([9, 8, 7, 6]);
    }

    [Fact]
    public void Unicode_text_of_Excel_is_read()
    {
        byte[] file = [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("label\ta\tb\tc\td\r\n7\t0\t1\t20\t255\r\n3\t9\t8\t7\t6\r\n")];
        Make.ShouldEqual(TextTable.Read(new MemoryStream(file), "x", "x").Train!, _expected);
    }

    [Fact]
    public void Positions_of_a_pen_are_no_pixels()
    {
        const string Lines =
            " 10, 90, 30,100, 60, 80, 50, 40, 20, 30,  0, 10, 70,  0,100,  5, 2\n 50,100, 20, 80,  0, 50, 15, 20, 45,  0, 80, 10,100, 40, 60, 60, 0\n";
        Bad.Says(() => Read(Lines), "table: its 16 numbers an image are positions of a pen", "pendigits", "28x28");
        Read(Lines.Replace("100", "101", StringComparison.Ordinal)).Train!.Columns.ShouldBe(4);

        string[][] numbers = [.. Lines.TrimEnd().Split('\n').Select(line => line.Split(',', StringSplitOptions.TrimEntries))];
        string svm = string.Concat(numbers.Select(
            line => $"{line[^1]} {string.Join(' ', Enumerable.Range(1, 16).Where(i => line[i - 1] != "0").Select(i => $"{i}:{line[i - 1]}"))}\n"));
        Bad.Says(() => Read(svm), "positions of a pen");
        using TempFolder folder = new();
        DigitSet set = new("pens", 4, 4, [.. numbers.SelectMany(line => line[..^1].Select(byte.Parse))], [2, 0]);
        DataExport.Write(new DigitData(set, null), folder["pens.npz"], ExportFormat.Npz);
        Bad.Says(() => DataSource.Load(folder["pens.npz"]), "pens.npz: its 16 numbers an image are positions of a pen");
        Read(svm.Replace(":100", ":101", StringComparison.Ordinal)).Train!.Columns.ShouldBe(8);
    }

    [Fact]
    public void Numbers_of_0_to_1_are_scaled_and_that_is_said()
    {
        DigitData data = Read(
            "label,a,b,c,d\n7,0.0,0.003921569,0.0784313725490196,1.0\n3,0.035294117647058825,0.03137254901960784,0.027450980392156862,0.023529411764705882\n");
        Make.ShouldEqual(data.Train!, _expected);
        data.Notes.ShouldBe(["Pixels are 0 to 1 in the file; they were multiplied by 255."]);
    }

    [Theory]
    [InlineData("7,-1,-0.992157,-0.843137,1\n3,-0.929412,-0.937255,-0.945098,-0.952941\n", "-1 to 1")]
    [InlineData("7,-0.42,-0.41,-0.17,2.82\n3,-0.31,-0.32,-0.33,-0.35\n", "standardised")]
    public void Numbers_as_networks_take_them_become_pixels_again(string lines, string note)
    {
        DigitData data = Read($"label,a,b,c,d\n{lines}");
        for (int i = 0; i < 8; i++)
            ((double)data.Train!.Pixels[i]).ShouldBe(_expected.Pixels[i], tolerance: 1);
        data.Notes.ShouldHaveSingleItem().ShouldContain(note);
    }

    [Theory]
    [InlineData(",")]
    [InlineData(" 1:", " 2:")]
    public void Sixteen_is_white_in_tables_of_scikit_learns_digits(params string[] separators)
    {
        string[] pixels = [.. Enumerable.Range(0, 64).Select(i => $"{i % 17}")];
        string line = separators is [var comma]
            ? $"3{comma}{string.Join(comma, pixels)}"
            : $"3 {string.Join(' ', pixels.Select((pixel, i) => $"{i + 1}:{pixel}"))}";
        DigitData data = Read($"{line}\n{line}\n");
        data.Train!.Pixels[..17].ToArray().ShouldBe([.. Enumerable.Range(0, 17).Select(i => (byte)Math.Round(i * 15.9375, MidpointRounding.AwayFromZero))]);
        data.Notes.ShouldContain(note => note.Contains("0 to 16", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("0,1,20,255,0,0,1\n9,8,7,6,0,1,0\n")]
    [InlineData("0,0,1,0,1,20,255\n0,1,0,9,8,7,6\n")]
    [InlineData("a,b,c,d,0,1,2\n0,1,20,255,0,0,1\n9,8,7,6,0,1,0\n")]
    [InlineData("id,is_0,is_1,is_2,a,b,c,d\n5,0.0,0.0,1.0,0,1,20,255\n6,0.0,1.0,0.0,9,8,7,6\n")]
    [InlineData("0.0 1.0 20.0 255.0 0 0 1 \n9.0 8.0 7.0 6.0 0 1 0 \n")]
    public void Labels_may_be_one_hot(string text)
    {
        DigitData data = Read(text);
        data.Train!.Pixels.SequenceEqual(_expected.Pixels).ShouldBeTrue();
        data.Train.Labels.ToArray().ShouldBe([2, 1]);
        data.Format!.ShouldContain("one-hot");
    }

    [Fact]
    public void A_label_that_is_not_one_hot_as_the_others_is_named()
    {
        string lines = string.Concat(Enumerable.Repeat("0,1,20,255,0,0,1\n", 50));
        Bad.Says(() => Read($"{lines}0,1,20,255,1,0,1\n"), "line 51", "columns 5 to 7", "one-hot");
    }

    [Theory]
    [InlineData("7,0,1,20,255,\n3,9,8,7,6,\n")]
    [InlineData("label,a,b,c,d,\n7,0,1,20,255,\n3,9,8,7,6,\n")]
    [InlineData("label,p0,p1,p2,p3,split\n7,0,1,20,255,train\n3,9,8,7,6,test\n")]
    [InlineData("writer,label,p0,p1,p2,p3,file\n12,7,0,1,20,255,a.png\n13,3,9,8,7,6,b.png\n")]
    public void Columns_that_are_neither_pixels_nor_labels_are_left_out(string text) => Make.ShouldEqual(Read(text).Train!, _expected);

    [Fact]
    public void A_picture_that_pandas_took_for_the_header_is_left_out()
    {
        string header = $"7,{string.Join(',', Enumerable.Range(0, 64).Select(i => i == 0 ? "0" : $"0.{i}"))}";
        string row = $"3,{string.Join(',', Enumerable.Range(0, 64).Select(i => 3 * i))}";
        DigitData data = Read($"{header}\n{row}\n{row}\n");
        data.Train!.Labels.ToArray().ShouldBe([3, 3]);
        data.Notes.ShouldHaveSingleItem().ShouldContain("pandas");
    }

    [Fact]
    public void USPS_of_LIBSVM_counts_from_1()
    {
        string text = string.Concat(Enumerable.Range(1, 10).Select(label => $"{label} 1:-1 256:{label / 10.0:0.0}\n"));
        Read(text).Train!.Labels.ToArray().ShouldBe([.. Enumerable.Range(0, 10).Select(digit => (byte)digit)]);
    }

    [Fact]
    public void Numbers_up_to_255_that_come_late_are_not_scaled()
    {
        DigitData data = Read("label,a,b,c,d\n7,0.2,0.6,1,0\n3,0,0.4,200.6,0\n");
        data.Train!.Pixels.ToArray().ShouldBe([0, 1, 1, 0, 0, 0, 201, 0]);
        data.Notes.ShouldHaveSingleItem().ShouldContain("0 to 255");
    }

    [Fact]
    public void Zeros_and_ones_alone_are_ink_and_paper()
    {
        Read("label,a,b,c,d\n7,0,1,1,0\n").Train!.Pixels.ToArray().ShouldBe([0, 255, 255, 0]);
        Read("label,a,b,c,d\n7,0,0,0,0\n").Notes.ShouldBeEmpty();
    }

    [Fact]
    public void Without_a_header_a_first_column_that_never_changes_is_a_pixel()
    {
        string text = string.Concat(Enumerable.Range(0, 12).Select(i => $"0,{i},20,255,{i % 10}\n"));
        DigitData data = Read(text);
        data.Train!.Labels.ToArray().ShouldBe([.. Enumerable.Range(0, 12).Select(i => (byte)(i % 10))]);
        data.Notes.ShouldHaveSingleItem().ShouldContain("last column");
    }

    [Fact]
    public void Without_a_header_a_column_that_counts_is_left_out()
    {
        string text = string.Concat(Enumerable.Range(0, 12).Select(i => $"{i},{i % 3},0,{i},20,255\n"));
        Read(text).Train!.Labels.ToArray().ShouldBe([.. Enumerable.Range(0, 12).Select(i => (byte)(i % 3))]);
    }

    [Fact]
    public void Columns_that_pandas_only_numbered_are_a_header()
    {
        string header = string.Join(',', Enumerable.Range(0, 785));
        string row = string.Join(',', Enumerable.Range(0, 785).Select(i => i % 10));
        DigitSet set = Read($"{header}\n{row}\n{row}\n").Train!;
        (set.Count, set.Rows, set.Labels[0]).ShouldBe((2, 28, (byte)0));
    }

    [Fact]
    public void An_index_without_labels_leaves_an_unlabelled_set()
    {
        DigitSet set = Read(",p0,p1,p2,p3\n0,0,1,20,255\n1,9,8,7,6\n").Train!;
        set.IsLabeled.ShouldBeFalse();
        set.Pixels.ToArray().ShouldBe(_expected.Pixels.ToArray());
    }

    [Fact]
    public void Labels_may_be_words()
    {
        DigitSet set = Read("a,b,c,d,class\n0,1,20,255,dog\n9,8,7,6,cat\n1,1,1,2,dog\n").Train!;
        set.LabelNames.ShouldBe(["cat", "dog"]);
        set.Labels.ToArray().ShouldBe([1, 0, 1]);
    }

    [Theory]
    [InlineData("7 1:0 2:300\n", "300", "0 to 255")]
    [InlineData("7 1:0 x\n", "line 1", "index:value")]
    [InlineData("7 1:0\nx 1:1\n", "line 2", "label")]
    [InlineData("7 2000000000:1\n", "2000000000")]
    [InlineData("@relation x\n@attribute a real\n", "@data")]
    [InlineData("@relation x\n@attribute a real\n@attribute b real\n@data\n{0 1}\n", "sparse")]
    [InlineData("label,a,b,c,d\n7,0,1,1,1\n7,0,-4,0,200\n", "line 3, column 3", "'-4' is not a pixel", "-1 to 1")]
    [InlineData("label,a,b,c,d\n7,0,1,1,1\n\n7,0,256,0,200\n", "line 4, column 3", "'256' is not a pixel", "0 to 255")]
    [InlineData("label,a,b,c,d\n7,0,nan,0,0\n", "line 2, column 3", "'nan' is not a pixel")]
    [InlineData("label,a,b,c,d\n7,0,,0,0\n", "line 2, column 3 is empty", "fill in")]
    [InlineData("label,a,b,c,d\n7,0,0,0,0\n,0,0,0,0\n", "line 3, column 1", "label is missing")]
    [InlineData("label,a,b,c,d\ncat,1,0,0,0\n,1,0,0,0\n", "line 3, column 1", "label is missing")]
    [InlineData("0,1,20,255,0,0,1\n9,8,7,6,0,1,0\n9,8,7,6,1,1,0\n", "7 columns")]
    public void What_cannot_be_read_is_named(string text, params string[] says) => Bad.Says(() => Read(text), says);

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData(' ')]
    public void What_is_written_with_any_separator_in_any_number_format_is_read_back(char separator)
    {
        Prop.ForAll(Make.Sets(square: true), Gen.Choose(0, 3).ToArbitrary(), (set, format) =>
        {
            if (set.Pixels.ToArray().Max() < 2)
                return;
            StringBuilder text = new();
            if (set.IsLabeled)
                text.Append("label").Append(separator);
            text.AppendJoin(separator, Enumerable.Range(0, set.Rows * set.Columns).Select(i => $"p{i}")).Append('\n');
            for (int n = 0; n < set.Count; n++)
            {
                IEnumerable<string> fields = set.Image(n).ToArray().Select(pixel => Text(pixel, format));
                text.AppendJoin(separator, set.IsLabeled ? fields.Prepend($"{set.Labels[n]}") : fields).Append('\n');
            }

            DigitSet read = Read(text.ToString()).Train!;

            Make.ShouldEqual(read, set);
        }).QuickCheckThrowOnFailure();
    }

    private static string Text(byte pixel, int format) => format switch
    {
        0 => pixel.ToString(CultureInfo.InvariantCulture),
        1 => pixel.ToString("0.0", CultureInfo.InvariantCulture),
        2 => pixel.ToString("0.000000e+00", CultureInfo.InvariantCulture),
        _ => (pixel / 255.0).ToString("R", CultureInfo.InvariantCulture),
    };

    private static DigitData Read(string text) => TextTable.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "table", "table");
}
