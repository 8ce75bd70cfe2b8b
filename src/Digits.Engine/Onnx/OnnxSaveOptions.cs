namespace Digits.Engine;

/// <summary>How a model is written as ONNX. The defaults are what <see cref="OnnxModel.Save(string, OnnxSaveOptions?)"/> uses where it is given none.</summary>
public sealed record OnnxSaveOptions
{
    /// <summary>The oldest version of ONNX's operators that can be written.</summary>
    public const int OldestOperatorSet = 13;

    /// <summary>The newest version of ONNX's operators that can be written.</summary>
    public const int NewestOperatorSet = 22;

    /// <summary>The version of ONNX's operators, 13 to 22; older programs read older ones.</summary>
    public int OperatorSet { get; init; } = 17;

    /// <summary>
    /// Whether kernels and matrices are stored in half precision, which halves the file. The model still reads and gives float32 and computes in it: each such
    /// weight is cast where it is read, so every program that reads ONNX runs it. Weights beyond the range of half precision stay as they are.
    /// </summary>
    public bool Float16 { get; init; }

    /// <summary>What the model gives.</summary>
    public OnnxOutput Output { get; init; } = OnnxOutput.Unchanged;
}
