using Digits.Engine;

namespace Digits.Zoo;

/// <summary>A part of a described network: goes on from one node to the next.</summary>
/// <param name="Place">Where it stands in the description, for messages.</param>
internal abstract record DescriptionStep(string Place)
{
    private const long MostWeights = 1 << 26;
    private const long MostValues = 1 << 24;

    /// <summary>Builds the part on top of a node.</summary>
    /// <exception cref="DigitsException">It does not fit there.</exception>
    internal Node On(Node input)
    {
        try
        {
            Node node = Build(input);
            return (long)node.Shape.Channels * node.Shape.Height * node.Shape.Width <= MostValues
                ? node
                : throw new InvalidInputException($"{Place}: makes {node.Shape} values of an image; at most {MostValues:N0} are supported.");
        }
        catch (ArgumentException e)
        {
            throw new InvalidInputException($"{Place}: {AtomicFile.OneLine(e)}", e);
        }
    }

    /// <summary>Steps one after another.</summary>
    internal static Node Sequence(IReadOnlyList<DescriptionStep> steps, Node input) => steps.Aggregate(input, (node, step) => step.On(node));

    private protected abstract Node Build(Node input);

    /// <summary>One layer.</summary>
    internal sealed record Single(string Place, Func<Layer> Make) : DescriptionStep(Place)
    {
        private protected override Node Build(Node input)
        {
            Layer layer = Make();
            long weights = layer switch
            {
                Conv2D conv => (long)conv.Filters * input.Shape.Channels * conv.Window.KernelHeight * conv.Window.KernelWidth,
                Dense dense => (long)dense.Units * input.Shape.Channels,
                _ => 0,
            };
            return weights <= MostWeights
                ? input.Then(layer)
                : throw new InvalidInputException($"{Place}: has {weights:N0} weights; at most {MostWeights:N0} are supported.");
        }
    }

    /// <summary>Steps whose result is added to what they read.</summary>
    internal sealed record Residual(string Place, IReadOnlyList<DescriptionStep> Steps) : DescriptionStep(Place)
    {
        private protected override Node Build(Node input)
        {
            Node result = Sequence(Steps, input);
            return result.Shape == input.Shape
                ? Node.Add(result, input)
                : throw new InvalidInputException(
                    $"{Place}: makes {result.Shape} of {input.Shape}, and only equal shapes can be added; give it a padding and filters that keep the shape.");
        }
    }

    /// <summary>Branches that read the same, their channels one after another.</summary>
    internal sealed record Concatenate(string Place, IReadOnlyList<IReadOnlyList<DescriptionStep>> Branches) : DescriptionStep(Place)
    {
        private protected override Node Build(Node input)
        {
            Node[] results = [.. Branches.Select(branch => Sequence(branch, input))];
            return Node.Concatenate(results);
        }
    }
}
