using System.Text;

namespace Digits.Engine.Onnx;

/// <summary>What is wrong with a model file, in one line. Names come from the file, so they are cut and cleaned.</summary>
internal static class OnnxError
{
    private const int MaximumName = 60;
    private const int MaximumComplaint = 600;

    /// <summary>Something about one node.</summary>
    internal static InvalidInputException At(NodeProto node, string complaint) => new($"Node {Title(node)}: {Cut(complaint)}");

    internal static string Title(NodeProto node) => node.Name.Length > 0 || node.Outputs.Count == 0
        ? $"{Quote(node.Name)} ({Clean(node.OpType)})"
        : $"that makes {Quote(node.Outputs[0])} ({Clean(node.OpType)})";

    internal static string Quote(string name) => $"'{Clean(name)}'";

    internal static string Clean(string name)
    {
        StringBuilder text = new();
        foreach (char c in name.AsSpan(0, Math.Min(name.Length, MaximumName)))
            text.Append(char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' ? '?' : c);

        return name.Length > MaximumName ? text.Append('…').ToString() : text.ToString();
    }

    internal static string Join(IEnumerable<long> dimensions) => Cut(string.Join('x', dimensions));

    /// <summary>A damaged file may have thousands of dimensions or sizes.</summary>
    private static string Cut(string text) => text.Length > MaximumComplaint ? text[..MaximumComplaint] + '…' : text;
}
