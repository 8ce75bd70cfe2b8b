namespace Digits.Engine.Onnx;

/// <summary>What can be done about an operator that the engine does not have.</summary>
internal static class WaysOut
{
    private const string Loops =
        "loops are not supported. Export the model for images of one size, with torch.jit.trace or the exporter's defaults instead of scripting.";
    private const string Optimized =
        "it is an operator that ONNX Runtime makes when it optimizes a model for one machine. Give the model as it was exported, not as ONNX Runtime saved it.";
    private const string Trees = "a model of scikit-learn that is no network is not supported. Networks (MLPClassifier) and logistic regression are.";

    private static readonly Dictionary<string, string> _ways = new(StringComparer.Ordinal)
    {
        ["ArgMax"] = "the class of the greatest value is no output that can be read with a confidence. Give the output before it.",
        ["Loop"] = Loops,
        ["NonZero"] = "the size of its result depends on the image, which is not supported. Export the model up to this node.",
        ["Scan"] = Loops,
        ["TopK"] = "the greatest values are no output that can be read. Give the output before it.",
        ["ai.onnx.ml.SVMClassifier"] = Trees,
        ["ai.onnx.ml.TreeEnsembleClassifier"] = Trees,
        ["com.microsoft.nchwc.Conv"] = Optimized,
        ["com.microsoft.nchwc.ReorderInput"] = Optimized,
        ["com.microsoft.nchwc.ReorderOutput"] = Optimized,
    };

    /// <summary>Why an operator is refused, and what can be done.</summary>
    internal static string Of(string op)
    {
        string way = _ways.GetValueOrDefault(op) ?? "docs/INTEROP.md lists those that are. Export the model without it, or up to it and load that output.";
        return $"the operator {OnnxError.Clean(op)} is not supported; {way}";
    }
}
