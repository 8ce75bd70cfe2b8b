using Digits.Data;
using FsCheck;
using FsCheck.Fluent;

namespace Digits.Tests.Data.Formats;

public sealed class DataExportTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Npz_comes_back_pixel_by_pixel() => RoundTrip(ExportFormat.Npz, "set.npz", Make.Sets());

    [Fact]
    public void Idx_comes_back_pixel_by_pixel() => RoundTrip(ExportFormat.Idx, "idx", Make.Sets());

    [Fact]
    public void Parquet_comes_back_pixel_by_pixel() => RoundTrip(ExportFormat.Parquet, "hub", Make.Sets());

    [Fact]
    public void Csv_comes_back_pixel_by_pixel() =>
        Prop.ForAll(Make.Sets(square: true), set =>
        {
            DataExport.Write(new DigitData(set, null), _folder["set.csv"], ExportFormat.Csv, overwrite: true);
            Make.ShouldEqual(DataSource.Load(_folder["set.csv"]).Train!, set);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Folders_of_png_come_back_class_by_class() =>
        Prop.ForAll(Make.Sets(), set =>
        {
            if (!set.IsLabeled)
                return;
            DataExport.Write(new DigitData(set, set), _folder["png"], ExportFormat.Png, overwrite: true);
            DigitData data = DataSource.Load(_folder["png"]);
            int[] byClass = [.. Enumerable.Range(0, set.Count).OrderBy(i => set.Labels[i])];
            Make.ShouldEqual(data.Train!, set.Subset(byClass));
            Make.ShouldEqual(data.Test!, set.Subset(byClass));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(ExportFormat.Idx, "out")]
    [InlineData(ExportFormat.Npz, "out.npz")]
    [InlineData(ExportFormat.Parquet, "out")]
    [InlineData(ExportFormat.Png, "out")]
    public void Names_of_classes_go_along(ExportFormat format, string place)
    {
        DigitSet set = new("fashion", 2, 2, [0, 1, 2, 255, 4, 5, 6, 7, 8, 9, 10, 11], [0, 1, 2]) { LabelNames = ["Ankle boot", "Bag", "Überrock"] };
        DataExport.Write(new DigitData(set, null), _folder[place], format);
        DigitSet back = DataSource.Load(_folder[place]).Train!;
        back.LabelNames.ShouldBe(set.LabelNames);
        Make.ShouldEqual(back, set);
    }

    [Fact]
    public void A_single_part_goes_into_a_single_Parquet_file_whose_name_tells_the_part()
    {
        DigitSet set = Make.Set(5);
        DataExport.Write(new DigitData(null, set), _folder["test.parquet"], ExportFormat.Parquet).ShouldBe([_folder["test.parquet"]]);
        Make.ShouldEqual(DataSource.Load(_folder["test.parquet"]).Test!, set);
    }

    [Theory]
    [InlineData("two.csv", ExportFormat.Csv)]
    [InlineData("two.parquet", ExportFormat.Parquet)]
    public void Two_parts_do_not_go_into_one_file(string place, ExportFormat format)
    {
        DigitData data = new(Make.Set(5), Make.Set(3));
        Bad.Says(() => DataExport.Write(data, _folder[place], format), place, "folder");
        _folder.Files().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("taken", ExportFormat.Idx)]
    [InlineData("taken/file.npz", ExportFormat.Npz)]
    public void What_is_there_is_not_replaced_unless_asked_for(string place, ExportFormat format)
    {
        _folder.Write("taken/file.npz", "mine");
        DigitData data = new(Make.Set(5), null);
        Bad.Says(() => DataExport.Write(data, _folder[place], format), place, "is there already");
        File.ReadAllText(_folder["taken/file.npz"]).ShouldBe("mine");
        DataExport.Write(data, _folder[place], format, overwrite: true);
        DataSource.Load(_folder[place]).Train!.Count.ShouldBe(5);
    }

    [Fact]
    public void An_export_that_is_interrupted_leaves_nothing()
    {
        using CancellationTokenSource stop = new();
        stop.Cancel();
        foreach (ExportFormat format in new[] { ExportFormat.Png, ExportFormat.Parquet })
            Should.Throw<OperationCanceledException>(() =>
                DataExport.Write(new DigitData(Make.Set(5), null), _folder["out"], format, cancellation: stop.Token));
        Directory.EnumerateFileSystemEntries(_folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public void Pictures_need_labels() =>
        Bad.Says(() => DataExport.Write(new DigitData(Make.Set(5, labelled: false), null), _folder["png"], ExportFormat.Png), "no labels", "another format");

    // What a range of 0 to 1 or to 16 would be taken for is no picture: one pixel is made white.
    private void RoundTrip(ExportFormat format, string place, Arbitrary<DigitSet> sets) =>
        Prop.ForAll(sets, set =>
        {
            byte[] pixels = set.Pixels.ToArray();
            pixels[0] = 255;
            set = set.With(pixels, set.IsLabeled ? set.Labels.ToArray() : null);
            DigitData data = new(set, set);
            DataExport.Write(data, _folder[place], format, overwrite: true);
            DigitData back = DataSource.Load(_folder[place]);
            Make.ShouldEqual(back.Train!, set);
            Make.ShouldEqual(back.Test!, set);
        }).QuickCheckThrowOnFailure();
}
