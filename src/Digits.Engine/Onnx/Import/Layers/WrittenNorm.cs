namespace Digits.Engine.Onnx;

/// <summary>The nodes of a layer normalization that is written out, as exporters before operator set 17 and models by hand have it.</summary>
/// <param name="Last">The node that makes the normalized values.</param>
/// <param name="Nodes">All of them.</param>
/// <param name="Epsilon">What is added to the variance.</param>
internal sealed record WrittenNorm(NodeProto Last, IReadOnlyList<NodeProto> Nodes, float Epsilon)
{
    /// <summary>Finds them from the mean on: x - mean, its square, the mean of that, plus epsilon, the root, and the quotient.</summary>
    internal static WrittenNorm? Find(OnnxGraph graph, ConstantTable constants, NodeProto mean)
    {
        string x = mean.Inputs[0];
        NodeProto[] differences = [.. graph.Readers(mean.Outputs[0]).Distinct()];
        if (differences.Length == 0 || !Array.TrueForAll(differences, IsDifference))
            return null;

        string[] centered = [.. differences.Select(node => node.Outputs[0])];
        NodeProto[] readers = [.. centered.SelectMany(graph.Readers).Distinct()];
        if (readers.FirstOrDefault(IsSquare) is not { } square || graph.OnlyReader(square.Outputs[0]) is not { OpType: "ReduceMean" } variance)
            return null;

        if (!SameAxes(mean, variance) || graph.OnlyReader(variance.Outputs[0]) is not { OpType: "Add", Inputs.Count: 2 } sum)
            return null;

        if (constants.Find(sum, sum.Inputs[0] == variance.Outputs[0] ? 1 : 0) is not { Floats: [> 0 and var epsilon] })
            return null;

        if (graph.OnlyReader(sum.Outputs[0]) is not { OpType: "Sqrt" } root || graph.OnlyReader(root.Outputs[0]) is not { } last)
            return null;

        List<NodeProto> nodes = [mean, .. differences, square, variance, sum, root];
        if (IsReciprocal(last, root.Outputs[0]) && graph.OnlyReader(last.Outputs[0]) is { OpType: "Mul", Inputs.Count: 2 } product)
        {
            nodes.Add(last);
            string factor = last.Outputs[0];
            last = product;
            if (!centered.Contains(product.Inputs[product.Inputs[0] == factor ? 1 : 0]))
                return null;
        }
        else if (last is not { OpType: "Div", Inputs: [var dividend, _] } || !centered.Contains(dividend))
        {
            return null;
        }

        // Whatever else reads the parts needs them.
        return readers.All(reader => reader == square || reader == last) ? new WrittenNorm(last, [.. nodes, last], epsilon) : null;

        bool IsDifference(NodeProto node) => node is { OpType: "Sub", Inputs: [var a, var b] } && a == x && b == mean.Outputs[0];

        bool IsSquare(NodeProto node) => (node.OpType, node.Inputs) switch
        {
            ("Mul", [var a, var b]) => a == b,
            ("Pow", [_, _]) => constants.Find(node, 1) is { Count: 1 } power && power.ToFloats()[0] == 2f,
            _ => false,
        };

        bool IsReciprocal(NodeProto node, string of) => node.OpType == "Reciprocal"
            || (node is { OpType: "Div", Inputs: [_, var divisor] } && divisor == of && constants.Find(node, 0) is { Floats: [1f] });

        bool SameAxes(NodeProto a, NodeProto b) => constants.Axes(a) is { } one && constants.Axes(b) is { } other && one.SequenceEqual(other)
            && new NodeAttributes(a).Int("keepdims", 1) != 0 && new NodeAttributes(b).Int("keepdims", 1) != 0;
    }
}
