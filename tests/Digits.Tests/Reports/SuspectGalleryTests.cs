using System.Xml.Linq;
using Digits.Data;
using Digits.Evaluation;
using Digits.Imaging;
using Digits.Reports;
using Digits.Reports.Drawing;
using Digits.Tests.Data;

namespace Digits.Tests.Reports;

public sealed class SuspectGalleryTests
{
    private static readonly XNamespace _svg = "http://www.w3.org/2000/svg";
    private static readonly DigitSet _set = Make.Set(30, 9, 8, seed: 2);

    [Fact]
    public void Every_suspect_is_drawn_as_it_is_stored_with_its_label_and_what_it_was_read_as()
    {
        LabelSuspect[] suspects = [new(7, 1, 4, 0.001, 0.995, 6.9), new(3, 5, 6, 0.2, 0.8, 1.4)];
        XElement[] pictures = Images(SuspectGallery.Create(_set, new LabelAudit(30, suspects)), out string text);
        pictures.Length.ShouldBe(2);
        for (int i = 0; i < 2; i++)
        {
            string data = pictures[i].Attribute("href")!.Value;
            data.ShouldStartWith("data:image/png;base64,");
            GrayImage image = Picture.Decode(Convert.FromBase64String(data.Split(',')[1]), "gallery");
            (image.Width, image.Height).ShouldBe((8, 9));
            image.Pixels.SequenceEqual(_set.Image(suspects[i].Index)).ShouldBeTrue();
        }

        foreach (string part in new[] { "1 → 4", "99.5 %", "no. 7", "5 → 6", "80.0 %", "no. 3", "2 contradicted labels in 30 images of made" })
            text.ShouldContain(part);
    }

    [Fact]
    public void No_more_are_drawn_than_wanted()
    {
        LabelSuspect[] suspects = [.. Enumerable.Range(0, 25).Select(i => new LabelSuspect(i, 1, 2, 0.1, 0.9, 2.2))];
        Images(SuspectGallery.Create(_set, new LabelAudit(30, suspects), most: 12), out _).Length.ShouldBe(12);
    }

    [Fact]
    public void A_set_without_suspects_gives_a_picture_that_says_so()
    {
        Images(SuspectGallery.Create(_set, new LabelAudit(30, [])), out string text).ShouldBeEmpty();
        text.ShouldContain("No label is contradicted");
    }

    private static XElement[] Images(SvgPicture picture, out string text)
    {
        XDocument document = XDocument.Parse(picture.ToDocument());
        text = string.Join('\n', document.Descendants(_svg + "text").Select(element => element.Value));
        return [.. document.Descendants(_svg + "image")];
    }
}
