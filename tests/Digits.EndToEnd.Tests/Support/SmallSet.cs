using Digits.Data;

namespace Digits.EndToEnd.Tests.Support;

/// <summary>A folder with a small set of digits in IDX files, and a model trained on it; made once for all tests that want it.</summary>
public sealed class SmallSet : IDisposable
{
    private readonly Lazy<string> _model;

    public SmallSet()
    {
        DigitData digits = Strokes.Generate(train: 600, test: 100);
        Idx.Write(digits.Train!, Folder["small/train-images-idx3-ubyte"], Folder["small/train-labels-idx1-ubyte"]);
        Idx.Write(digits.Test!, Folder["small/t10k-images-idx3-ubyte"], Folder["small/t10k-labels-idx1-ubyte"]);
        Test = digits.Test!;
        _model = new Lazy<string>(() =>
        {
            CliProcess.Run(Folder, "train", "--data", Data, "--epochs", "3", "--batch-size", "32", "--out", Folder["run"], "--quiet").ShouldSucceed();
            return Folder["run/model.onnx"];
        });
    }

    public TempFolder Folder { get; } = new();

    public string Data => Folder["small"];

    public string Model => _model.Value;

    public DigitSet Test { get; }

    public void Dispose() => Folder.Dispose();
}
