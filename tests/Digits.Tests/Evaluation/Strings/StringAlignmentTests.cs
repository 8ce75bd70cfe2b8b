using Digits.Data;
using Digits.Evaluation;

namespace Digits.Tests.Evaluation.Strings;

public sealed class StringAlignmentTests
{
    [Theory]
    [InlineData("123", "123", "123", "123")]
    [InlineData("123", "13", "123", "1-3")]
    [InlineData("13", "123", "1-3", "123")]
    [InlineData("123", "173", "123", "173")]
    [InlineData("12", "", "12", "--")]
    [InlineData("", "12", "--", "12")]
    [InlineData("", "", "", "")]
    // Two digits replaced, or one missed and one added: the second has a digit right.
    [InlineData("12", "23", "12-", "-23")]
    [InlineData("99987", "9987", "99987", "-9987")]
    public void The_fewest_edits_with_the_most_digits_right(string truth, string read, string above, string below)
    {
        AlignedDigit[] digits = [.. StringAlignment.Of(truth, read).Digits];
        string.Concat(digits.Select(digit => digit.Truth ?? '-')).ShouldBe(above);
        string.Concat(digits.Select(digit => digit.Read ?? '-')).ShouldBe(below);
    }

    [Fact]
    public void Its_distance_is_the_edit_distance()
    {
        SeededRandom random = new(11);
        for (int i = 0; i < 300; i++)
        {
            (string truth, string read) = (Digits(random), Digits(random));
            StringAlignment alignment = StringAlignment.Of(truth, read);
            alignment.Distance.ShouldBe(Distance(truth, read), $"{truth} and {read}");
            string.Concat(alignment.Digits.Select(digit => digit.Truth)).ShouldBe(truth);
            string.Concat(alignment.Digits.Select(digit => digit.Read)).ShouldBe(read);
        }
    }

    private static string Digits(SeededRandom random) => string.Concat(Enumerable.Range(0, random.NextInt(8)).Select(_ => random.NextInt(3)));

    /// <summary>By the definition: the least of what the last digits can do.</summary>
    private static int Distance(string a, string b) => (a, b) switch
    {
        ("", _) => b.Length,
        (_, "") => a.Length,
        _ when a[^1] == b[^1] => Distance(a[..^1], b[..^1]),
        _ => 1 + Math.Min(Distance(a[..^1], b[..^1]), Math.Min(Distance(a[..^1], b), Distance(a, b[..^1]))),
    };
}
