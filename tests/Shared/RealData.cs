namespace Digits.Tests.Shared;

/// <summary>Finds the real data that some tests need: <c>$DIGITS_DATA</c>, else <c>../shared/data</c> beside the repository.</summary>
internal static class RealData
{
    /// <summary>A folder of the data; the test is reported as skipped where it is not there.</summary>
    public static string Folder(string relative)
    {
        string? root = Environment.GetEnvironmentVariable("DIGITS_DATA");
        for (DirectoryInfo? up = new(AppContext.BaseDirectory); root is null && up is not null; up = up.Parent)
        {
            if (File.Exists(Path.Combine(up.FullName, "Digits.slnx")))
                root = Path.Combine(up.FullName, "..", "shared", "data");
        }

        string folder = Path.Combine(root ?? ".", relative);
        Skip.IfNot(Directory.Exists(folder), $"{relative} is not there: set DIGITS_DATA to a folder that has it.");
        return folder;
    }
}
