using System.Text.RegularExpressions;

namespace Digits.Reports.Drawing;

/// <summary>How all pictures look: colors by role, for light, dark and paper.</summary>
internal static partial class SvgStyle
{
    /// <summary>What lies under a picture that is a file of its own.</summary>
    internal const string Background = """<rect class="paper" width="100%" height="100%"/>""" + "\n";

    /// <summary>How many colors, <c>c0</c> and on, there are for series.</summary>
    internal const int SeriesColors = 5;

    /// <summary>The light and dark color of each role. Those of series are close to Okabe and Ito's, which color-blind readers can tell apart.</summary>
    internal static readonly IReadOnlyList<(string Role, string Light, string Dark)> Colors =
    [
        ("ink", "#1c1e21", "#e6e8eb"), ("soft", "#5b6068", "#a4abb5"), ("line", "#c9cdd3", "#4a5059"), ("faint", "#e8eaed", "#2b2f36"),
        ("paper", "#ffffff", "#16181c"),
        ("c0", "#0060a8", "#56b4e9"), ("c1", "#c05000", "#f0a050"), ("c2", "#00785a", "#3fc79a"),
        ("c3", "#a03c78", "#e29ac4"), ("c4", "#7a6000", "#e0cc50"),
        ("good", "#00785a", "#3fc79a"), ("bad", "#c0392b", "#ff8a7a"),

        // Shades of c0 for ordered values, the last the strongest.
        ("v0", "#93abc0", "#516375"), ("v1", "#729bbd", "#4f7896"), ("v2", "#4c88b9", "#4a90bd"),
        ("v3", "#2573b0", "#56aee0"), ("v4", "#00599c", "#8acff3"), ("v5", "#00325c", "#d3eefd"),
    ];

    // @role is a role's color. It is written twice: programs that do not know CSS variables ignore the second and use the light color.
    private const string Rules = """
        .plot{max-width:100%;height:auto;font-family:system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;font-size:12px;fill:@ink}
        .plot .soft{fill:@soft}.plot .heading{font-size:14px;font-weight:600}.plot .paper{fill:@paper}
        .plot .figures{font-variant-numeric:tabular-nums}.plot .small{font-size:11px}.plot .strong{font-weight:600}
        .plot .through{pointer-events:none}.plot .middle{text-anchor:middle}.plot .end{text-anchor:end}
        .plot .under{fill:@paper;stroke:@paper;stroke-width:3px;stroke-linejoin:round}.plot .pixels{image-rendering:pixelated}
        .plot .grid{stroke:@faint;fill:none}.plot .axis{stroke:@line;fill:none}.plot .rule{stroke:@soft;stroke-dasharray:2 3;fill:none}
        .plot .dashed{stroke-dasharray:7 3}.plot .dotted{stroke-dasharray:2 2.5}.plot .dash-dot{stroke-dasharray:9 3 2 3}.plot .long-dash{stroke-dasharray:14 4}
        .plot .stroke{fill:none;stroke-width:2;stroke-linejoin:round}.plot .thin{stroke-width:1.2}
        .plot .others{stroke:@soft;stroke-width:1;stroke-opacity:.45;fill:none}
        .plot .few{fill:@paper;stroke:@c1;stroke-width:1.5}.plot .ring{fill:none;stroke:@soft}
        .plot .mark{stroke:@paper;stroke-width:1.5}.plot .tint{fill-opacity:.28}
        .plot .hit{fill-opacity:0}.plot .hit:hover{fill-opacity:.07}
        .plot .series:hover .stroke{stroke-width:3.5}.plot:has(.series:hover) .series:not(:hover) .stroke{stroke-opacity:.25}
        @media print{.plot .hit:hover{fill-opacity:0}}

        """;

    /// <summary>The style sheet.</summary>
    internal static string Text { get; } = Sheet();

    private static string Sheet()
    {
        string Variables(bool dark) => string.Concat(Colors.Select(c => $"--{c.Role}:{(dark ? c.Dark : c.Light)};"));
        string Fills(string prefix, string property) => string.Concat(
            Colors.Where(c => c.Role[0] is 'c' or 'v' || c.Role is "good" or "bad").Select(c => $".plot .{prefix}{c.Role}{{{property}:@{c.Role}}}"));

        string rules = Rules.ReplaceLineEndings("\n") + Fills("", "fill") + Fills("line-", "stroke") + "\n";
        rules = Role().Replace(rules, match =>
        {
            (string property, string role) = (match.Groups["property"].Value, match.Groups["role"].Value);
            return $"{property}:{Colors.First(c => c.Role == role).Light};{property}:var(--{role})";
        });
        return $".plot{{{Variables(dark: false)}}}\n" +
            $"@media screen and (prefers-color-scheme:dark){{.plot{{{Variables(dark: true)}}}}}\n{rules}";
    }

    [GeneratedRegex("(?<property>[a-z-]+):@(?<role>[a-z0-9]+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Role();
}
