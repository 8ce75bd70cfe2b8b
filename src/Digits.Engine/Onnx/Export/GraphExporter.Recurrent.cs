namespace Digits.Engine.Onnx;

/// <summary>Recurrent layers: ONNX has steps <c>[T, N, C]</c> where the engine has a map of one row.</summary>
internal sealed partial class GraphExporter
{
    private void EmitRecurrent(RecurrentLayer layer, string x, string result)
    {
        string steps = Part(layer, "Transpose", [Part(layer, "Squeeze", [x, Axis(layer, "row", 2)])], AttributeProto.Of("perm", 2, 0, 1));
        string all = Unique(layer.Name + (layer.ReturnSequences ? ".steps" : ".last"));
        string[] weights = [Direction(layer, layer.Weight), Direction(layer, layer.RecurrentWeight), Biases(layer)];
        _graph.Nodes.Add(new NodeProto
        {
            OpType = layer switch { LSTM => "LSTM", GRU => "GRU", _ => "RNN" },
            Name = layer.Name,
            Inputs = [steps, .. weights],
            Outputs = layer.ReturnSequences ? [all] : ["", all],
            Attributes = [.. Settings(layer)],
        });
        if (!layer.ReturnSequences)
        {
            Emit("Squeeze", "", [all, Axis(layer, "direction", 0)], result);
            return;
        }

        string row = Part(layer, "Transpose", [Part(layer, "Squeeze", [all, Axis(layer, "direction", 1)])], AttributeProto.Of("perm", 1, 2, 0));
        Emit("Unsqueeze", "", [row, Axis(layer, "row", 2)], result);
    }

    private static IEnumerable<AttributeProto> Settings(RecurrentLayer layer)
    {
        yield return AttributeProto.Of("hidden_size", layer.Units);
        if (layer.Reverse)
            yield return new AttributeProto { Name = "direction", Type = AttributeType.String, Text = "reverse" };

        if (layer is GRU { ResetAfter: true })
            yield return AttributeProto.Of("linear_before_reset", 1L);

        if (layer is SimpleRNN { ReLU: true })
            yield return new AttributeProto { Name = "activations", Type = AttributeType.Strings, Texts = ["Relu"] };
    }

    /// <summary>Weights as those of the one direction that there is.</summary>
    private string Direction(RecurrentLayer layer, Parameter parameter) =>
        Constant(parameter, [1, layer.Gates * layer.Units, parameter.Count / (layer.Gates * layer.Units)]);

    /// <summary>The biases of the step and, one after another, those of the state.</summary>
    private string Biases(RecurrentLayer layer)
    {
        float[] ofStep = layer.Bias.ToArray();
        float[] ofState = new float[ofStep.Length];
        if (layer is GRU { RecurrentBias: { } bias })
            bias.ToArray().CopyTo(ofState, ofState.Length - layer.Units);

        _graph.Initializers.Add(TensorProto.Of(layer.Bias.Name, [1, 2 * ofStep.Length], [.. ofStep, .. ofState]));
        return layer.Bias.Name;
    }

    private string Axis(Layer layer, string what, long axis)
    {
        string name = Unique($"{layer.Name}.{what}");
        _graph.Initializers.Add(TensorProto.Of(name, [axis]));
        return name;
    }
}
