namespace Digits.Engine.Onnx;

/// <summary>The pieces of which a softmax may be made.</summary>
internal enum SoftmaxPartKind
{
    /// <summary>The logits themselves.</summary>
    Whole,

    /// <summary>The greatest logit.</summary>
    Greatest,

    /// <summary>The logits less the greatest.</summary>
    Shifted,

    /// <summary>The exponentials.</summary>
    Exponential,

    /// <summary>The sum of the exponentials.</summary>
    Sum,

    /// <summary>The logarithm of that sum.</summary>
    LogarithmOfSum,
}
