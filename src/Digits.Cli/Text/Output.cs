using Digits.Engine;

namespace Digits.Cli;

/// <summary>Where a verb prints: results to standard output, all else to standard error.</summary>
/// <param name="Json">Whether standard output holds a JSON document and nothing else.</param>
/// <param name="Quiet">Whether progress and remarks are left out.</param>
/// <param name="ThreadCounts">What <c>--threads</c> gives, several where they are to be compared; 0 for one a processor.</param>
internal sealed record Output(bool Json, bool Quiet, IReadOnlyList<int> ThreadCounts)
{
    /// <summary>Threads to use; 0 for one a processor.</summary>
    /// <exception cref="DigitsException">Several numbers are given.</exception>
    internal int Threads => ThreadCounts is [int threads]
        ? threads
        : throw new InvalidInputException($"--threads {string.Join(',', ThreadCounts)} cannot be used; give one number: only 'digits bench' compares several.");

    /// <summary>A result as text, or as JSON with --json.</summary>
    internal void Result(Func<string> text, Func<string> json) => Console.Out.WriteLine((Json ? json() : text()).TrimEnd('\n', '\r'));

    /// <summary>A remark on how the work goes.</summary>
    internal void Remark(string line)
    {
        if (!Quiet)
            Console.Error.WriteLine(line);
    }

    /// <summary>Something the user must know even with --quiet.</summary>
    internal static void Warn(string text) => Console.Error.WriteLine(text);
}
