namespace Digits.EndToEnd.Tests.Support;

/// <summary>Real data that some tests need: <c>$DIGITS_DATA</c>, else <c>../shared/data</c> beside the repository. A test is skipped where it is not.</summary>
public static class CaseData
{
    public static string Path(string relative)
    {
        string root = Environment.GetEnvironmentVariable("DIGITS_DATA") is { Length: > 0 } given ? given : Repository.File("../shared/data");
        string path = System.IO.Path.GetFullPath(System.IO.Path.Combine(root, relative));
        Skip.IfNot(System.IO.Path.Exists(path), $"{relative} is not there: set DIGITS_DATA to a folder that has it.");
        return path;
    }
}
