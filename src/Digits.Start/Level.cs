using System.Text;

namespace Digits.Start;

/// <summary>The levels of x86-64 that there are programs for, as compilers name them, and what a processor must have for each.</summary>
internal static class Level
{
    private const string Narrowest = "x86-64-v3";

    private static readonly (string Name, string[] Flags)[] _widestFirst =
    [
        ("x86-64-v4", ["avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"]),
        (Narrowest, []),
    ];

    /// <summary>AVX2 and what came with it: both levels need it.</summary>
    private static readonly string[] _common = ["avx", "avx2", "fma", "bmi1", "bmi2", "abm", "movbe", "f16c"];

    /// <summary>The widest level that this processor has; null if it has none of them.</summary>
    internal static string? OfThisProcessor()
    {
        try
        {
            return Widest(Flags());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A sandbox may hide /proc. Nearly every processor has the narrowest level; on another one its program says itself what is missing.
            return Narrowest;
        }
    }

    /// <summary>The widest level that a processor with these flags has; null if it has none of them.</summary>
    internal static string? Widest(IReadOnlySet<string> flags)
    {
        foreach ((string name, string[] needed) in _widestFirst)
        {
            if (_common.All(flags.Contains) && needed.All(flags.Contains))
                return name;
        }

        return null;
    }

    /// <summary>
    /// The flags of the first processor in <c>/proc/cpuinfo</c>: what the kernel lets programs use, which may be less than the processor says of itself.
    /// Only the first few kilobytes are read, which hold the first processor: each takes the kernel a while.
    /// </summary>
    private static HashSet<string> Flags()
    {
        const int enough = 8192;
        byte[] start = new byte[enough];
        using FileStream file = new("/proc/cpuinfo", FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        string text = Encoding.ASCII.GetString(start, 0, file.ReadAtLeast(start, 4096, throwOnEndOfStream: false));
        return FlagsOf(text);
    }

    /// <summary>The words of the first line that is called <c>flags</c>.</summary>
    internal static HashSet<string> FlagsOf(string text)
    {
        string? line = text.Split('\n').FirstOrDefault(line => line.StartsWith("flags", StringComparison.Ordinal));
        return line is null ? [] : [.. line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)];
    }
}
