using System.Globalization;
using System.Text.RegularExpressions;
using Digits.EndToEnd.Tests.Support;

namespace Digits.EndToEnd.Tests.Tuning;

/// <summary>What a worker said of a trial that it had ended.</summary>
/// <param name="Number">The trial.</param>
/// <param name="Value">Its value, in four digits behind the point; null for a trial that failed.</param>
internal sealed partial record TrialLine(int Number, string? Value)
{
    /// <summary>The whole lines of a worker; one that was killed may have begun another.</summary>
    internal static IEnumerable<TrialLine> Of(CliResult worker) =>
        from line in worker.ErrorLines
        let match = Line().Match(line)
        where match.Success
        select new TrialLine(int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture), match.Groups["value"] is { Success: true } value
            ? value.Value : null);

    [GeneratedRegex(@"^trial (?<number>\d+): (failed: .*|(?<value>[0-9.]+); best .*)\]$")]
    private static partial Regex Line();
}
