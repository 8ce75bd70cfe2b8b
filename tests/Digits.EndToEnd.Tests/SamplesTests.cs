using Digits.EndToEnd.Tests.Support;

namespace Digits.EndToEnd.Tests;

/// <summary>The samples, run as the README says, one after another: each reads what the one before wrote.</summary>
[Trait("Category", "Slow")]
public class SamplesTests
{
    [Fact]
    public void Each_sample_runs_and_shows_what_it_promises()
    {
        using TempFolder folder = new();

        Run(folder, "preprocess").ShouldContain("first batch: 128 images, brightest pixel 1");
        File.Exists(folder["digits.png"]).ShouldBeTrue();

        string training = Run(folder, "train", "2", "3000");
        training.ShouldContain("Trainable parameters: 241,546");
        training.ShouldContain("epoch 2: loss");
        File.Exists(folder["model.onnx"]).ShouldBeTrue();
        File.ReadAllLines(folder["history.csv"]).Length.ShouldBe(3);

        string evaluation = Run(folder, "evaluate");
        evaluation.ShouldContain("weighted avg");
        evaluation.ShouldContain("misclassified; the worst:");

        Run(folder, "read").ShouldContain("digit.png: ");

        string search = Run(folder, "tune", "3", "1000");
        search.ShouldContain("3 trials; wrote study/report.html. The best:");
        search.ShouldContain("retrained on all training images: ");
        File.Exists(folder["study/best-1/model.onnx"]).ShouldBeTrue();
    }

    private static string Run(TempFolder folder, string sample, params string[] arguments)
    {
        string[] program = [CliProcess.Dotnet, "run", "--file", Repository.File($"samples/{sample}.cs"), "--"];
        return CliProcess.Start(folder, program, arguments, apart: false).WaitForExit().ShouldSucceed().Output;
    }
}
