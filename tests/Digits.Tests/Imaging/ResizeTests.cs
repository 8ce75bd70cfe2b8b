using System.Runtime.CompilerServices;
using System.Text.Json;
using Digits.Data;
using Digits.Tests.Data;
using FsCheck;
using FsCheck.Fluent;

namespace Digits.Tests.Imaging;

public sealed class ResizeTests
{
    private const int Rows = 28, Columns = 21;

    /// <summary>What Pillow made of the picture below, by <c>tools/golden/pillow_resize.py</c>.</summary>
    private static readonly Dictionary<string, string> _golden = Golden();

    public static TheoryData<string> Sizes => [.. _golden.Keys];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Scaling_is_Pillows_to_the_bit(string size)
    {
        byte[] picture = [.. Enumerable.Range(0, Rows * Columns).Select(i => (byte)(i % 11 > 0 ? ((i * i * 7) + (i * 13)) / 5 % 256 : 255 * (i % 2)))];
        int[] sides = [.. size.Split('x').Select(int.Parse)];
        DigitSet scaled = new DigitSet("a", Rows, Columns, [.. picture, .. picture], [1, 2]).Resize(sides[0], sides[1], ResizeMode.Scale);
        (scaled.Rows, scaled.Columns, scaled.Name).ShouldBe((sides[0], sides[1], "a"));
        scaled.Labels.ToArray().ShouldBe([1, 2]);
        Convert.ToBase64String(scaled.Image(0)).ShouldBe(_golden[size]);
        scaled.Image(1).ToArray().ShouldBe(scaled.Image(0).ToArray());
    }

    [Fact]
    public void Padding_keeps_every_pixel_and_adds_blank_ones_around() => Prop.ForAll(
        Make.Sets(),
        Gen.Choose(0, 5).Two().ToArbitrary(),
        (set, more) =>
        {
            (int below, int right) = more;
            DigitSet padded = set.Resize(set.Rows + below, set.Columns + right, ResizeMode.Pad);
            for (int i = 0; i < set.Count; i++)
            {
                byte[] cut = [.. Enumerable.Range(0, set.Rows).SelectMany(
                    y => padded.Image(i).Slice((((below / 2) + y) * padded.Columns) + (right / 2), set.Columns).ToArray())];
                cut.ShouldBe(set.Image(i).ToArray());
                padded.Image(i).ToArray().Sum(pixel => pixel).ShouldBe(cut.Sum(pixel => pixel));
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_same_size_changes_nothing()
    {
        DigitSet set = Make.Set(3, 5, 4);
        Make.ShouldEqual(set.Resize(5, 4, ResizeMode.Pad), set);
        Make.ShouldEqual(set.Resize(5, 4, ResizeMode.Scale), set);
    }

    [Fact]
    public void Nothing_can_be_padded_to_less() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Make.Set(1, 5, 4).Resize(4, 4, ResizeMode.Pad)).ParamName.ShouldBe("rows");

    [Theory]
    [InlineData(ResizeMode.Pad)]
    [InlineData(ResizeMode.Scale)]
    public void More_than_a_set_can_hold_is_refused(ResizeMode mode) =>
        Bad.Says(() => Make.Set(3, 1, 1).Resize(30_000, 30_000, mode), "made: 3 images of 30000x30000 are more than a set can hold; up to 2 fit.");

    [Theory]
    [InlineData(0, 4, ResizeMode.Scale, "rows")]
    [InlineData(4, 0, ResizeMode.Scale, "columns")]
    [InlineData(5, 0, ResizeMode.Pad, "columns")]
    [InlineData(5, 4, (ResizeMode)9, "mode")]
    public void Sizes_and_modes_that_are_none_are_refused(int rows, int columns, ResizeMode mode, string names) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Make.Set(1, 5, 4).Resize(rows, columns, mode)).ParamName.ShouldBe(names);

    [Theory]
    [InlineData(ResizeMode.Pad)]
    [InlineData(ResizeMode.Scale)]
    public void All_but_the_images_stays(ResizeMode mode)
    {
        DigitSet set = new("signs", 4, 4, new byte[3 * 16], [1, 0, 1]) { Source = "signs/", LabelNames = ["no", "yes"], IsHeldOut = true, IsSorted = true };
        DigitSet resized = set.Resize(6, 5, mode);
        (resized.Count, resized.Rows, resized.Columns, resized.Name, resized.Source).ShouldBe((3, 6, 5, "signs", "signs/"));
        (resized.IsHeldOut, resized.IsSorted).ShouldBe((true, true));
        resized.LabelNames.ShouldBe(["no", "yes"]);
        new DigitSet("bare", 4, 4, new byte[16], null).Resize(6, 5, mode).IsLabeled.ShouldBeFalse();
    }

    private static Dictionary<string, string> Golden([CallerFilePath] string here = "") =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "../Golden/Pillow/resize.json")))!;
}
