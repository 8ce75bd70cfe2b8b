namespace Digits.Comparison.Running;

/// <summary>Who does the work.</summary>
internal enum Side
{
    /// <summary>This library.</summary>
    Digits,

    /// <summary>Microsoft.ML.OnnxRuntime.</summary>
    OnnxRuntime,

    /// <summary>libtorch, by TorchSharp.</summary>
    LibTorch,

    /// <summary>PP-OCRv4 mobile's recognition in ONNX Runtime.</summary>
    PaddleOcr,
}
