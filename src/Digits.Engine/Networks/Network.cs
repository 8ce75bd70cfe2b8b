namespace Digits.Engine;

/// <summary>
/// A convolutional network: a graph of layers from one input to one output. It holds the weights; a <see cref="TrainingPlan"/> trains them
/// and an <see cref="InferencePlan"/> runs them.
/// </summary>
public sealed partial class Network
{
    private readonly List<Node> _nodes = [];

    /// <summary>A network of all that lies between two nodes.</summary>
    /// <param name="input">Where images come in.</param>
    /// <param name="output">What comes out: for a classifier, one logit a class.</param>
    /// <param name="seed">The seed of the weights; null to leave them as they are, see <see cref="Apply"/>.</param>
    /// <exception cref="ArgumentException">The output does not depend on the input, or on another input too; or two layers have the same name.</exception>
    public Network(Node input, Node output, ulong? seed = 0)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        Input = input;
        Output = output;
        Visit(output);
        if (!_nodes.Contains(input))
            throw new ArgumentException("The output does not depend on the input.", nameof(output));

        NameLayers();
        if (seed is { } value)
            Initialize(value);
    }

    /// <summary>Where images come in.</summary>
    public Node Input { get; }

    /// <summary>What comes out.</summary>
    public Node Output { get; }

    /// <summary>All nodes, each after those it reads.</summary>
    public IReadOnlyList<Node> Nodes => _nodes;

    /// <summary>The layers, in the order of <see cref="Nodes"/>.</summary>
    public IEnumerable<Layer> Layers => _nodes.Where(node => node.Layer is not null).Select(node => node.Layer!);

    /// <summary>Every parameter of every layer.</summary>
    public IEnumerable<Parameter> Parameters => Layers.SelectMany(layer => layer.Parameters);

    /// <summary>The number of trainable values.</summary>
    public int ParameterCount => Parameters.Where(parameter => parameter.Trainable).Sum(parameter => parameter.Count);

    /// <summary>Multiply-adds for one image, forward.</summary>
    public long MultiplyAdds => _nodes.Sum(node => node.MultiplyAdds);

    /// <summary>A network of layers one after another, as Keras's <c>Sequential</c>.</summary>
    /// <param name="input">The shape of an image, <c>[C, H, W]</c>.</param>
    /// <param name="layers">The layers, first to last.</param>
    /// <returns>The network, with weights of seed 0; <see cref="Initialize"/> draws others.</returns>
    /// <exception cref="ArgumentException">A layer does not fit the shape it gets.</exception>
    public static Network Sequential(Shape input, params ReadOnlySpan<Layer> layers)
    {
        Node start = Node.Input(input.Channels, input.Height, input.Width);
        return new Network(start, start.Then(layers));
    }

    /// <summary>
    /// The part of this network that computes a node, to see what happens inside: as Keras's <c>Model(model.input, layer.output)</c>. It shares the layers,
    /// and so the weights, with this one.
    /// </summary>
    /// <param name="output">One of <see cref="Nodes"/>, or what was built upon one with layers that have no weights, such as <see cref="Flatten"/>.</param>
    /// <exception cref="ArgumentException">The node does not depend on this network's input.</exception>
    public Network UpTo(Node output) => new(Input, output, seed: null);

    /// <summary>
    /// This network for images of another size. It shares the weights: what changes them in one changes them in the other. Convolutions, pools and
    /// normalization work on maps of any size; a dense layer on a flattened map does not, nor does any layer on other channels.
    /// </summary>
    /// <param name="input">The shape of an image, <c>[C, H, W]</c>.</param>
    /// <exception cref="ArgumentException">A layer has weights for another size, or the images are too small.</exception>
    public Network WithInput(Shape input)
    {
        Dictionary<Node, Node> nodes = new() { [Input] = Node.Input(input.Channels, input.Height, input.Width) };
        try
        {
            foreach (Node node in _nodes.Where(node => node.Layer is not null))
                nodes[node] = node.ShareOnto([.. node.Inputs.Select(read => nodes[read])]);
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"The network cannot read {input}: {e.Message}", nameof(input), e);
        }

        return new Network(nodes[Input], nodes[Output], seed: null);
    }

    /// <summary>
    /// The layers of this network, copied with their weights, on top of another node: as calling a model in Keras, <c>model(x)</c>, but nothing is shared. Make
    /// a network of the result with no seed, so that the weights stay.
    /// </summary>
    /// <param name="input">A node of the shape that this network reads.</param>
    /// <param name="prefix">Stands before the layers' names, so that they stay unique.</param>
    /// <returns>What corresponds to <see cref="Output"/>.</returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public Node Apply(Node input, string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Shape != Input.Shape)
            throw new ArgumentException($"The network reads {Input.Shape}, not {input.Shape}.", nameof(input));

        Dictionary<Node, Node> copies = new() { [Input] = input };
        foreach (Node node in _nodes.Where(node => node.Layer is not null))
            copies[node] = node.CopyOnto([.. node.Inputs.Select(read => copies[read])], prefix + node.Layer!.Name);

        return copies[Output];
    }

    /// <summary>Draws all weights anew: the same seed gives the same weights on every machine.</summary>
    public void Initialize(ulong seed)
    {
        CounterRandom random = new(seed);
        ulong stream = 0;
        foreach (Layer layer in Layers)
            layer.Initialize(random.Fork(stream++));

        Touch();
    }

    /// <summary>A table of layers, shapes, parameters and multiply-adds.</summary>
    public string Summary() => NetworkSummary.Format(this);

    /// <summary>Says that every parameter may have changed.</summary>
    internal void Touch()
    {
        foreach (Parameter parameter in Parameters)
            parameter.Touch();
    }

    /// <summary>Each node after those that it reads. Without recursion, as a file may have thousands in a row.</summary>
    private void Visit(Node output)
    {
        HashSet<Node> seen = [output];
        Stack<(Node Node, int Next)> open = new([(output, 0)]);
        while (open.TryPop(out (Node Node, int Next) place))
        {
            (Node node, int next) = place;
            if (node.Layer is null && node != Input)
                throw new ArgumentException("The output depends on an input other than the one given.");

            if (next == node.Inputs.Count)
            {
                _nodes.Add(node);
                continue;
            }

            open.Push((node, next + 1));
            if (seen.Add(node.Inputs[next]))
                open.Push((node.Inputs[next], 0));
        }
    }

    private void NameLayers()
    {
        HashSet<string> taken = [.. Layers.Select(layer => layer.Name).Where(name => name.Length > 0)];
        if (taken.Count < Layers.Count(layer => layer.Name.Length > 0))
            throw new ArgumentException("Two layers have the same name.");

        Dictionary<string, int> numbers = [];
        foreach (Layer layer in Layers)
        {
            while (layer.Name.Length == 0)
            {
                int number = numbers[layer.Stem] = numbers.GetValueOrDefault(layer.Stem) + 1;
                if (taken.Add(layer.Stem + number))
                    layer.Name = layer.Stem + number;
            }

            foreach (Parameter parameter in layer.Parameters)
                parameter.Name = $"{layer.Name}.{parameter.Role}";
        }
    }
}
