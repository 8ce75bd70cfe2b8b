namespace Digits.Engine;

/// <summary>
/// One layer in a graph, with what it reads. Build a graph by starting at <see cref="Input(int, int, int)"/> and going on with
/// <see cref="Then"/>, <see cref="Add"/> and <see cref="Concatenate"/>; then make a <see cref="Network"/> of its two ends.
/// </summary>
/// <example>
/// <code>
/// Node image = Node.Input(1, 28, 28);
/// Node a = image.Then(new Conv2D(16, 3, padding: 1), new BatchNorm(), new ReLU());
/// Node b = a.Then(new Conv2D(16, 3, padding: 1), new BatchNorm());
/// Network network = new(image, Node.Add(a, b).Then(new ReLU(), new GlobalMaxPool2D(), new Dense(10)));
/// </code>
/// </example>
public sealed class Node
{
    private Node(Layer? layer, Node[] inputs, Shape shape)
    {
        Layer = layer;
        Inputs = inputs;
        Shape = shape;
    }

    /// <summary>The layer, or null at the network's input.</summary>
    public Layer? Layer { get; }

    /// <summary>The nodes that the layer reads.</summary>
    public IReadOnlyList<Node> Inputs { get; }

    /// <summary>The shape of the result for one image, <c>[C, H, W]</c>.</summary>
    public Shape Shape { get; }

    /// <summary>Multiply-adds for one image, forward; 0 at the network's input.</summary>
    public long MultiplyAdds => Layer?.MultiplyAdds(Inputs[0].Shape, Shape) ?? 0;

    /// <summary>The place where images of <c>[channels, height, width]</c> come in.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    public static Node Input(int channels, int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        return new Node(null, [], new Shape(channels, height, width));
    }

    /// <summary>The sum of nodes of equal shape, element by element.</summary>
    public static Node Add(params ReadOnlySpan<Node> nodes) => Apply(new Add(), nodes);

    /// <summary>
    /// The mean of nodes of equal shape. A network that ends in the mean of several vectors of logits has several heads, and each is trained on the labels by
    /// itself: what they share learns from all of them, and the mean errs less than one (Lee et al., "Why M heads are better than one", 2015).
    /// </summary>
    public static Node Mean(params ReadOnlySpan<Node> nodes) => Add(nodes).Then(new Affine([1f / nodes.Length], [0f]));

    /// <summary>The product of two nodes, element by element; the second may be a vector that multiplies each channel of the first, a map.</summary>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Node Multiply(Node node, Node gate) => Apply(new Multiply(), [node, gate]);

    /// <summary>The products of the matrices of two maps, <c>[K, G, M]</c> and <c>[N, G, K]</c>: see <see cref="Digits.Engine.MatMul"/>.</summary>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Node MatMul(Node a, Node b) => Apply(new MatMul(), [a, b]);

    /// <summary>The channels of all nodes, one after another; heights and widths must agree.</summary>
    public static Node Concatenate(params ReadOnlySpan<Node> nodes) => Apply(new Concatenate(), nodes);

    /// <summary>Layers on top of this node, each reading the one before.</summary>
    /// <exception cref="ArgumentException">A layer does not fit the shape it gets, or was used before.</exception>
    public Node Then(params ReadOnlySpan<Layer> layers)
    {
        Node node = this;
        foreach (Layer layer in layers)
            node = Apply(layer, [node]);

        return node;
    }

    /// <summary>The same layer with the same weights once more, on other nodes.</summary>
    internal Node CopyOnto(ReadOnlySpan<Node> inputs, string name)
    {
        Node copy = Apply(Layer!.Detached(), inputs);
        copy.Layer!.Name = name;
        for (int i = 0; i < Layer.Parameters.Count; i++)
            copy.Layer.Parameters[i].Assign(Layer.Parameters[i].ToArray());

        return copy;
    }

    /// <summary>The same layer, with the same parameters, on the nodes of another network.</summary>
    internal Node ShareOnto(ReadOnlySpan<Node> inputs) => Apply(Layer!.Sharing(), inputs);

    private static Node Apply(Layer layer, ReadOnlySpan<Node> inputs)
    {
        Shape[] shapes = new Shape[inputs.Length];
        for (int i = 0; i < shapes.Length; i++)
            shapes[i] = inputs[i].Shape;

        return new Node(layer, inputs.ToArray(), layer.Attach(shapes));
    }
}
