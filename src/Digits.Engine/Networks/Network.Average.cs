namespace Digits.Engine;

/// <summary>Several networks as one.</summary>
public sealed partial class Network
{
    /// <summary>
    /// Whether what comes out are probabilities instead of logits: the network ends in a <see cref="Softmax"/>, or in the mean of several as
    /// <see cref="Average"/> makes it.
    /// </summary>
    public bool OutputsProbabilities => IsProbabilities(Output);

    /// <summary>
    /// The vectors of logits that are trained, each by itself: those whose mean is the output, or else the output. See <see cref="Node.Mean"/>.
    /// </summary>
    public IReadOnlyList<Node> Heads => Averaged(Output) is { } parts && parts.All(part => part.Shape.IsFlat) && !OutputsProbabilities ? parts : [Output];

    /// <summary>
    /// An ensemble: one network that gives the mean of its members' probabilities, each member's logits going through a softmax first. The members are copied,
    /// with names that begin with <c>member1.</c>, <c>member2.</c>…
    /// </summary>
    /// <param name="members">Two networks or more that read the same shape and give as many classes, as logits or as probabilities.</param>
    /// <exception cref="ArgumentException">There are fewer than two members, or their shapes differ.</exception>
    public static Network Average(params IReadOnlyList<Network> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        if (members.Count < 2)
            throw new ArgumentException("An ensemble has two members or more.", nameof(members));

        Shape shape = members[0].Input.Shape;
        Node input = Node.Input(shape.Channels, shape.Height, shape.Width);
        Node[] probabilities = new Node[members.Count];
        for (int i = 0; i < probabilities.Length; i++)
        {
            Node output = members[i].Apply(input, $"member{i + 1}.");
            probabilities[i] = members[i].OutputsProbabilities ? output : output.Then(new Softmax());
        }

        return new Network(input, Node.Mean(probabilities), seed: null);
    }

    private static bool IsProbabilities(Node node) => node.Layer switch
    {
        Softmax softmax => !softmax.Logarithm,
        _ => Averaged(node)?.All(IsProbabilities) ?? false,
    };

    /// <summary>What a node is the mean of; null where it is none.</summary>
    private static IReadOnlyList<Node>? Averaged(Node node) =>
        node is { Layer: Affine scale, Inputs: [{ Layer: Add, Inputs: var parts }] } && IsMean(scale, parts.Count) ? parts : null;

    private static bool IsMean(Affine affine, int count) =>
        affine.Scale.ToArray().All(scale => scale == 1f / count) && affine.Shift.ToArray().All(shift => shift == 0);
}
