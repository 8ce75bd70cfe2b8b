using Digits.EndToEnd.Tests.Support;

namespace Digits.EndToEnd.Tests.Docs;

/// <summary>
/// Somebody who goes through a page with a shell, in a folder with what the pages take for given: the example's picture, a folder of scans, numbers with
/// their labels, single digits in a folder for each, and MNIST, in whose place there are a few drawn digits, so that all of it takes seconds.
/// </summary>
internal sealed class Reader : IDisposable
{
    internal Reader()
    {
        byte[] form = File.ReadAllBytes(Repository.File("docs/form.jpg"));
        foreach (string picture in new[] { "docs/form.jpg", "photo.jpg", "scans/a.jpg", "scans/b.jpg" })
            Folder.Write(picture, form);
        Folder.Write("docs/kernels.json", File.ReadAllBytes(Repository.File("docs/kernels.json")));
        Run("digits data export strokes --out .data/mnist --format idx --limit 3000 --quiet").ShouldSucceed();
        Run("digits data export strokes --out meters --format png --split train --limit 500 --quiet").ShouldSucceed();
        Run("digits data strings --data strokes --out numbers --count 20 --quiet").ShouldSucceed();
    }

    internal TempFolder Folder { get; } = new();

    /// <summary>Runs a line as a shell does in which <c>digits</c> is installed.</summary>
    internal CliResult Run(string line)
    {
        string digits = string.Join(' ', CliProcess.Program.Select(word => $"'{word}'"));
        string known = line.Replace("dotnet run -c Release --project src/Digits.Cli --", "digits", StringComparison.Ordinal);
        string script = $"set -euo pipefail\nexport DIGITS_DATA=\"$PWD/.data\"\ndigits() {{ {digits} \"$@\"; }}\n{known}\n";
        return CliProcess.Start(Folder, ["bash", "-c", script], []).WaitForExit();
    }

    /// <summary>Runs a page's program with the libraries of these tests.</summary>
    internal CliResult Run(PageProgram program)
    {
        string tests = Path.Combine(AppContext.BaseDirectory, "Digits.EndToEnd.Tests");
        string path = program.Write(Folder.Path);
        return Run($"'{CliProcess.Dotnet}' exec --runtimeconfig '{tests}.runtimeconfig.json' --depsfile '{tests}.deps.json' '{path}'");
    }

    public void Dispose() => Folder.Dispose();
}
