using Digits.Data;
using Digits.Imaging;

namespace Digits.Tests.Data;

public sealed class ContactSheetTests
{
    [Fact]
    public void A_row_a_class_and_every_picture_whole()
    {
        // Two classes of three white pictures of 56x56, so without enlargement; everything else is the background.
        DigitSet set = new("white", 56, 56, [.. Enumerable.Repeat((byte)255, 6 * 56 * 56)], [1, 46, 1, 46, 1, 46]);
        GrayImage sheet = ContactSheet.Draw(set);
        (sheet.Width, sheet.Height).ShouldBe((3 * 56 + 2 * 4 + 2 * 8, 2 * 56 + 4 + 2 * 8));
        sheet.Pixels.ToArray().Count(p => p == 255).ShouldBe(set.Pixels.Length);
    }

    [Fact]
    public void Small_images_are_enlarged_whole_and_a_row_is_cut_to_what_was_asked()
    {
        GrayImage sheet = ContactSheet.Draw(new DigitSet("white", 28, 28, [.. Enumerable.Repeat((byte)255, 9 * 784)], new byte[9]), perClass: 2);
        sheet.Pixels.ToArray().Count(p => p == 255).ShouldBe(2 * 56 * 56);
    }

    [Fact]
    public void Sets_without_labels_and_large_images_are_drawn_too()
    {
        ContactSheet.Draw(Make.Set(7, 100, 30, labelled: false)).Height.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void An_empty_set_says_so() => Bad.Says(() => ContactSheet.Draw(Make.Set(1).Take(0)), "without images");
}
