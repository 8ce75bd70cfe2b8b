using Digits.Reading;

namespace Digits.Tests.Reading;

/// <summary>Pictures on which an early version fell short: what they show is in their names.</summary>
public sealed class CasePicturesTests
{
    [SkippableTheory]
    [InlineData("13-not-a-digit/blank-white.png", "")]
    [InlineData("13-not-a-digit/letter-X.png", "")]
    [InlineData("13-not-a-digit/scribble.png", "")]
    [InlineData("13-not-a-digit/plain-3.png", "3")]
    [InlineData("13-not-a-digit/inverted-3.png", "3")]
    [InlineData("13-not-a-digit/inverted-7.png", "7")]
    [InlineData("13-not-a-digit/corner-9.png", "9")]
    [InlineData("13-not-a-digit/canvas-transparent-4.png", "4")]
    [InlineData("13-not-a-digit/photo-8.jpg", "8")]
    [InlineData("15-strings/comma-1250.png", "1250")]
    [InlineData("15-strings/five-in-two-strokes.png", "5")]
    [InlineData("15-strings/rows-314-159.png", "314\n159")]
    [InlineData("15-strings/tilted-2468.png", "2468")]
    [InlineData("15-strings/touching-888.png", "888")]
    public void What_is_there_is_read_and_nothing_else(string picture, string text) =>
        DigitReader.Default.Read(Path.Combine(RealData.Folder("cases"), picture)).Text.ShouldBe(text);
}
