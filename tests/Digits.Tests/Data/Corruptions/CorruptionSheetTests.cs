using Digits.Data;
using Digits.Imaging;

namespace Digits.Tests.Data;

public sealed class CorruptionSheetTests
{
    [Fact]
    public void The_first_row_is_clean_and_each_corruption_has_its_row_below()
    {
        // 56x56 is not enlarged: pictures are 4 pixels apart and 8 from the edge.
        DigitSet set = Make.Set(5, 56, 56, labelled: false);
        GrayImage sheet = CorruptionSheet.Draw(set, columns: 3);
        (sheet.Width, sheet.Height).ShouldBe((3 * 60 - 4 + 16, 16 * 60 - 4 + 16));
        for (int row = 0; row < 16; row++)
        {
            DigitSet expected = row == 0 ? set : Corruptions.Apply(set.Take(3), Corruptions.All[row - 1]);
            sheet.Row(8 + row * 60 + 20).Slice(8 + 60, 56).SequenceEqual(expected.Image(1).Slice(20 * 56, 56)).ShouldBeTrue();
        }
    }

    [Fact]
    public void Labelled_images_come_one_of_each_digit_first()
    {
        byte[] pixels = new byte[6 * 64];
        for (int i = 0; i < 6; i++)
            pixels.AsSpan(i * 64, 64).Fill((byte)(i + 1));
        DigitSet set = new("six", 8, 8, pixels, [7, 7, 7, 2, 2, 5]);
        // Scale 7, gap 4: the three pictures of the clean row begin at 8, 68 and 128.
        GrayImage sheet = CorruptionSheet.Draw(set, columns: 3);
        new[] { 8, 68, 128 }.Select(x => (int)sheet.Row(8)[x]).ShouldBe([4, 6, 1]);
    }

    [Fact]
    public void An_empty_set_says_so() => Bad.Says(() => CorruptionSheet.Draw(Make.Set(1, 8, 8).Take(0)), "without images");
}
