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

    private static Dictionary<string, string> Golden([CallerFilePath] string here = "") =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "../Golden/Pillow/resize.json")))!;
}
