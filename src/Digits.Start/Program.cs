namespace Digits.Start;

/// <summary>
/// The <c>digits</c> of a native release for x64. A native program holds the vectors that it was compiled for and cannot ask for wider ones when it runs, so a
/// release has one for each level; this one, which starts in a few milliseconds, becomes the one that fits.
/// </summary>
internal static class Program
{
    private const int WorkFailed = 1;

    private static int Main(string[] arguments)
    {
        string? level = Level.OfThisProcessor();
        if (level is null)
        {
            return Complain(
                "this processor lacks what the native program needs (x86-64-v3: AVX2, FMA, BMI, MOVBE, F16C); " +
                "install the .NET tool instead: dotnet tool install --global Digits.Cli");
        }

        string program = Path.Combine(AppContext.BaseDirectory, $"digits.{level}");
        // Comes back only if it failed.
        string error = Execution.Become(program, ["digits", .. arguments]);
        return Complain($"cannot start {program}: {error}; unpack the whole archive again");
    }

    private static int Complain(string message)
    {
        Console.Error.WriteLine($"digits: {message}");
        return WorkFailed;
    }
}
