using System.Globalization;
using System.Text.RegularExpressions;
using Digits.Reports.Drawing;

namespace Digits.Tests.Reports;

/// <summary>Contrasts as in the Web Content Accessibility Guidelines 2.2: 4.5:1 for text, 3:1 for what carries meaning.</summary>
public sealed partial class SvgStyleTests
{
    private static readonly string[] _textRoles = ["ink", "soft", "c0", "c1", "c2", "c3", "c4", "good", "bad"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Text_and_lines_stand_out_from_the_paper(bool dark)
    {
        foreach (string role in _textRoles)
            Contrast(Color(role, dark), Color("paper", dark)).ShouldBeGreaterThan(4.5, role);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Figures_stand_out_from_the_strongest_tint_of_a_cell(bool dark)
    {
        foreach (string role in new[] { "c0", "bad" })
        {
            double[] tint = [.. Color(role, dark).Zip(Color("paper", dark), (a, b) => (a + b) / 2)];
            Contrast(Color("ink", dark), tint).ShouldBeGreaterThan(4.5, role);
        }
    }

    [Fact]
    public void Every_variable_has_a_colour_in_light_and_dark_and_a_plain_one_for_programs_that_know_no_variables()
    {
        foreach (Match use in Uses().Matches(SvgStyle.Text))
        {
            SvgStyle.Colors.Select(c => c.Role).ShouldContain(use.Groups["role"].Value);
            Regex.Count(SvgStyle.Text, $"--{use.Groups["role"].Value}:#").ShouldBe(2);
        }

        Regex.Count(SvgStyle.Text, @"var\(").ShouldBe(Uses().Count(SvgStyle.Text));
        SvgStyle.Text.ShouldNotContain("@c");
        SvgStyle.Text.ShouldNotContain("\r");
    }

    private static double[] Color(string role, bool dark)
    {
        (string _, string light, string darker) = SvgStyle.Colors.Single(c => c.Role == role);
        return [.. (dark ? darker : light)[1..].Chunk(2).Select(pair => int.Parse(pair, NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)];
    }

    private static double Contrast(double[] a, double[] b)
    {
        double Luminance(double[] color)
        {
            double[] linear = [.. color.Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4))];
            return (0.2126 * linear[0]) + (0.7152 * linear[1]) + (0.0722 * linear[2]);
        }

        (double x, double y) = (Luminance(a), Luminance(b));
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);
    }

    [GeneratedRegex(@"#[0-9a-f]{6};[a-z-]+:var\(--(?<role>[a-z0-9]+)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Uses();
}
