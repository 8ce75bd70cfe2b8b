namespace Digits.Engine.Tests.Twins;

/// <summary>A network of the engine, computed by the naive twins in double precision with weights of its own.</summary>
internal sealed class TwinNetwork(Network network)
{
    private readonly List<Node> _nodes = [.. network.Nodes];

    /// <summary>The weights, in PyTorch's order; to be changed at will.</summary>
    internal Dictionary<Parameter, double[]> Weights { get; } =
        network.Parameters.ToDictionary(parameter => parameter, parameter => Array.ConvertAll(parameter.ToArray(), value => (double)value));

    /// <summary>The network's output.</summary>
    /// <param name="images">The images.</param>
    /// <param name="dropoutSeed">The seed of the training plan whose first step this is; null for inference.</param>
    internal Maps Run(Maps images, ulong? dropoutSeed = null) => RunAll(images, dropoutSeed)[network.Output];

    /// <summary>What each node makes.</summary>
    internal Dictionary<Node, Maps> RunAll(Maps images, ulong? dropoutSeed = null)
    {
        Dictionary<Node, Maps> values = new() { [network.Input] = images };
        for (int i = 0; i < _nodes.Count; i++)
        {
            if (_nodes[i].Layer is { } layer)
                values[_nodes[i]] = Forward(layer, i, _nodes[i].Shape, [.. _nodes[i].Inputs.Select(input => values[input])], dropoutSeed);
        }

        return values;
    }

    /// <summary>The mean loss of a batch in training.</summary>
    internal double Loss(Maps images, ReadOnlySpan<byte> labels, TrainingPlanOptions options) =>
        CrossEntropyTwin.Loss(Run(images, options.Seed), labels, ((CrossEntropy)options.Loss).LabelSmoothing) / labels.Length;

    private Maps Forward(Layer layer, int index, Shape shape, Maps[] inputs, ulong? seed)
    {
        Maps x = inputs[0];
        return layer switch
        {
            Conv2D l => ConvolutionTwin.Grouped(x, Weights[l.Weight], OrNull(l.Bias), l.Filters, l.Window, l.Groups),
            Dense l => DenseTwin.Forward(x, Weights[l.Weight], OrNull(l.Bias), l.Units),
            MaxPool2D l => PoolTwin.Max(x, l.Window),
            AveragePool2D l => PoolTwin.Average(x, l.Window, l.CountPadding),
            GlobalMaxPool2D => PoolTwin.GlobalMax(x),
            GlobalAveragePool2D => PoolTwin.GlobalAverage(x),
            ReLU => RectifyTwin.Forward(x, 0),
            Activation l => ActivationTwin.Forward(x, l.Function),
            PReLU l => x.Select((c, value) => value > 0 ? value : Weights[l.Slope][l.Shared ? 0 : c] * value),
            LocalResponseNorm l => LocalResponseTwin.Forward(x, l),
            MatMul => MatMulTwin.Forward(x, inputs[1]),
            Multiply => MultiplyTwin.Forward(x, inputs[1]),
            ZeroPadding2D l => PaddingTwin.Forward(x, l),
            LeakyReLU l => RectifyTwin.Forward(x, l.Slope),
            Affine l => AffineTwin.Forward(x, Weights[l.Scale], Weights[l.Shift]),
            BatchNorm l when seed is null =>
                BatchNormTwin.Run(x, Weights[l.Gamma], Weights[l.Beta], Weights[l.RunningMean], Weights[l.RunningVariance], l.Epsilon),
            BatchNorm l => BatchNormTwin.Train(x, Weights[l.Gamma], Weights[l.Beta], l.Epsilon),
            Dropout l => seed is null ? x : DropoutTwin.Forward(x, DropoutTwin.FirstMask(seed.Value, index, l.Rate, x.Count, x.Shape)),
            Flatten l => FlattenTwin.Forward(x, l.ChannelsLast),
            Reshape l => ReshapeTwin.Forward(x, shape, l.ChannelsLast),
            Normalization l => NormalizationTwin.Forward(x, (l as GroupNorm)?.Groups, Weights[l.Gamma], Weights[l.Beta], l.Epsilon),
            Gather l => GatherTwin.Forward(x, shape, l.Indices),
            Add => AddTwin.Forward(inputs),
            Concatenate => ConcatenateTwin.Forward(inputs),
            RecurrentLayer l => RecurrentTwin.Forward(x, l, parameter => Weights[parameter]),
            Softmax l => SoftmaxTwin.Forward(x, l.Logarithm),
            _ => throw new NotSupportedException($"{layer.GetType().Name} has no twin."),
        };
    }

    private double[]? OrNull(Parameter? parameter) => parameter is null ? null : Weights[parameter];
}
