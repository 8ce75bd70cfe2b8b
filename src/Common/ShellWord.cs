using System.Text.RegularExpressions;

namespace Digits;

/// <summary>Values in commands that are shown to be copied.</summary>
internal static partial class ShellWord
{
    /// <summary>A value as one word of a command line: in quotation marks where a shell would take it for anything else.</summary>
    internal static string Quote(string value)
    {
        if (Plain().IsMatch(value))
            return value;

        // Within single ones nothing has a meaning, but Windows knows only double ones.
        return OperatingSystem.IsWindows() ? $"\"{value}\"" : $"'{value.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }

    [GeneratedRegex(@"^[A-Za-z0-9_./=,+:@%-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
