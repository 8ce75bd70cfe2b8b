using Digits.EndToEnd.Tests.Support;

namespace Digits.EndToEnd.Tests.CommandLine;

[Collection(SmallSetCollection.Name)]
public sealed class InterruptTests(SmallSet small) : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public void An_interrupted_run_is_saved_and_ends_as_if_it_had_not_been(string signal, int exitCode)
    {
        Skip.If(OperatingSystem.IsWindows(), "There are no signals.");
        string[] options = ["train", "--data", small.Data, "--epochs", "6", "--batch-size", "16", "--early-stopping", "0"];
        CliProcess.Run(_folder, [.. options, "--out", "whole", "--quiet"]).ShouldSucceed();

        using CliProcess process = CliProcess.Start(_folder, CliProcess.Program, [.. options, "--out", "run", "--json"], onErrorLine: (training, line) =>
        {
            if (line.StartsWith("epoch 2/", StringComparison.Ordinal))
                training.Signal(signal);
        });
        CliResult result = process.WaitForExit().ShouldExitWith(exitCode);
        result.ErrorLines[^1].ShouldBe("digits: interrupted; continue with: digits train --resume run");
        result.Json.GetProperty("stop_reason").GetString().ShouldBe("cancelled");

        CliProcess.Run(_folder, "train", "--resume", "run", "--quiet").ShouldSucceed();
        File.ReadAllBytes(_folder["run/model.onnx"]).ShouldBe(File.ReadAllBytes(_folder["whole/model.onnx"]));
    }
}
