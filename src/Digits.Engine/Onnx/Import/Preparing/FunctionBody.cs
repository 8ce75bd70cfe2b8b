namespace Digits.Engine.Onnx;

/// <summary>A copy of a function's nodes for one call: tensors have names of their own, attributes have the caller's values.</summary>
internal sealed class FunctionBody
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AttributeProto> _attributes = new(StringComparer.Ordinal);
    private readonly string _prefix;

    private FunctionBody(FunctionProto function, NodeProto call, string prefix)
    {
        _prefix = prefix;
        foreach (AttributeProto attribute in function.Defaults.Concat(call.Attributes))
            _attributes[attribute.Name] = attribute;

        // An input left out is an empty name within, too.
        for (int i = 0; i < function.Inputs.Count; i++)
            _names[function.Inputs[i]] = i < call.Inputs.Count ? call.Inputs[i] : "";

        for (int i = 0; i < Math.Min(function.Outputs.Count, call.Outputs.Count); i++)
        {
            // A result that is an input passed through keeps the input's name; a node hands it on.
            if (call.Outputs[i].Length > 0 && !_names.TryAdd(function.Outputs[i], call.Outputs[i]))
                Handed.Add(new NodeProto { OpType = "Identity", Inputs = [_names[function.Outputs[i]]], Outputs = [call.Outputs[i]] });
        }
    }

    private List<NodeProto> Handed { get; } = [];

    internal static List<NodeProto> Of(FunctionProto function, NodeProto call, string prefix)
    {
        FunctionBody body = new(function, call, prefix);
        return [.. function.Nodes.Select(body.Copy), .. body.Handed];
    }

    private string Name(string name)
    {
        if (name.Length == 0)
            return name;

        if (!_names.TryGetValue(name, out string? known))
            _names[name] = known = $"{_prefix}/{name}";

        return known;
    }

    private NodeProto Copy(NodeProto node) => new()
    {
        OpType = node.OpType,
        Domain = node.Domain,
        Name = node.Name,
        Inputs = [.. node.Inputs.Select(Name)],
        Outputs = [.. node.Outputs.Select(Name)],
        Attributes = [.. node.Attributes.Select(Copy).OfType<AttributeProto>()],
    };

    /// <summary>An attribute with the caller's value where it refers to one; null where the caller gives none.</summary>
    private AttributeProto? Copy(AttributeProto attribute)
    {
        if (attribute.Reference.Length > 0)
            return _attributes.GetValueOrDefault(attribute.Reference)?.Renamed(attribute.Name);

        AttributeProto copy = attribute.Renamed(attribute.Name);
        if (attribute.Graph is { } graph)
            copy.Graph = Copy(graph);

        return copy;
    }

    private GraphProto Copy(GraphProto graph)
    {
        GraphProto copy = new() { Name = graph.Name };
        copy.Initializers.AddRange(graph.Initializers.Select(tensor => tensor.Renamed(Name(tensor.Name))));
        copy.Nodes.AddRange(graph.Nodes.Select(Copy));
        copy.Inputs.AddRange(graph.Inputs.Select(input => new ValueInfoProto { Name = Name(input.Name), Type = input.Type }));
        copy.Outputs.AddRange(graph.Outputs.Select(output => new ValueInfoProto { Name = Name(output.Name), Type = output.Type }));
        return copy;
    }
}
