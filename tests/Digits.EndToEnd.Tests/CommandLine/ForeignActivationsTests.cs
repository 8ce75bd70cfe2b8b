using Digits.EndToEnd.Tests.Support;

namespace Digits.EndToEnd.Tests.CommandLine;

/// <summary>Models of other programs with activation functions beside ReLU: every verb takes them, and they are as accurate as in ONNX Runtime.</summary>
[Collection(SmallSetCollection.Name)]
public sealed class ForeignActivationsTests(SmallSet small) : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>The accuracies are those of ONNX Runtime 1.31.1 on MNIST's 10,000 test images, divided by 255.</summary>
    [SkippableTheory]
    [InlineData("relu6", "ReLU6", 0.9193)]
    [InlineData("sigmoid-net", "Sigmoid", 0.8732)]
    public void Every_verb_takes_them(string name, string layer, double accuracy)
    {
        string model = Find($"cases/7-activations/{name}.onnx");
        CliProcess.Run(_folder, "summary", model).ShouldSucceed().Output.ShouldContain(layer);
        CliProcess.Run(_folder, "bench", model, "--seconds", "0.01", "--quiet").ShouldSucceed();
        CliProcess.Run(_folder, "evaluate", model, "--data", Find("mnist"), "--json").ShouldSucceed().Json
            .GetProperty("accuracy").GetDouble().ShouldBe(accuracy, 1e-9);
        CliProcess.Run(_folder, "read", Find("cases/13-not-a-digit/plain-3.png"), "--model", model).ShouldSucceed();
        CliProcess.Run(_folder, "train", "--from", model, "--data", small.Data, "--epochs", "1", "--out", "run", "--quiet").ShouldSucceed();
        CliProcess.Run(_folder, "summary", "run/model.onnx").ShouldSucceed().Output.ShouldContain(layer);
    }

    private static string Find(string name)
    {
        string path = Path.Combine(Environment.GetEnvironmentVariable("DIGITS_DATA") ?? Repository.File("../shared/data"), name);
        Skip.IfNot(Path.Exists(path), $"{name} is not there: set DIGITS_DATA to a folder that has it.");
        return path;
    }
}
