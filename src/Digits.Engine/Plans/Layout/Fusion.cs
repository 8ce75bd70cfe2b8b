namespace Digits.Engine.Plans.Layout;

/// <summary>
/// Nodes that are computed as one, because nothing else reads what lies between them: a convolution or dense layer; in inference its batch
/// normalization, multiplied into the weights; its ReLU; and a max pool with windows side by side. In training, which needs the map before batch normalization,
/// the normalization begins a fusion of its own.
/// </summary>
internal sealed class Fusion
{
    /// <summary>Pixels of the largest window that is pooled together with its convolution: its tiles must stay in the first-level cache.</summary>
    private const int MostPooled = 9;

    internal Fusion(Node node) => (Source, Result) = (node, node);

    /// <summary>The node whose layer computes all of them.</summary>
    internal Node Source { get; private init; }

    /// <summary>The node whose value comes out.</summary>
    internal Node Result { get; }

    internal BatchNorm? Norm { get; private init; }

    internal bool ReLU { get; private init; }

    internal Window2D? Pool { get; private init; }

    /// <summary>The nodes whose values are never stored.</summary>
    internal IReadOnlyList<Node> Absorbed { get; private init; } = [];

    /// <summary>Finds what can be computed together.</summary>
    /// <param name="network">The network.</param>
    /// <param name="training">Whether gradients are wanted: batch normalization then needs the whole batch, and a ReLU without a pool is applied in place
    /// anyway.</param>
    /// <param name="readers">How many nodes read a node.</param>
    internal static IEnumerable<Fusion> Find(Network network, bool training, Func<Node, int> readers)
    {
        Dictionary<Node, Node> readerOf = [];
        foreach (Node node in network.Nodes)
        {
            foreach (Node input in node.Inputs)
                readerOf[input] = node;
        }

        foreach (Node source in network.Nodes.Where(node => node.Layer is Conv2D or Dense || (training && node.Layer is BatchNorm)))
        {
            List<Node> chain = [source];
            BatchNorm? norm = null;
            bool relu = false;
            Window2D? pool = null;
            while (Next() is { Layer: { } layer } next)
            {
                if (layer is BatchNorm batchNorm && !training && chain.Count == 1)
                    norm = batchNorm;
                else if (layer is ReLU && !relu)
                    relu = true;
                else if (layer is MaxPool2D max && source.Layer is not Dense and not Conv2D { Groups: > 1 } && CanPool(max.Window))
                    pool = max.Window;
                else
                    break;

                chain.Add(next);
                if (pool is not null)
                    break;
            }

            // After a convolution a ReLU alone is applied in place, which also passes its gradient.
            if (training && pool is null && source.Layer is not BatchNorm)
                continue;

            if (chain.Count > 1)
                yield return new Fusion(chain[^1]) { Source = source, Norm = norm, ReLU = relu, Pool = pool, Absorbed = chain[..^1] };

            Node? Next() => readers(chain[^1]) == 1 ? readerOf[chain[^1]] : null;
        }
    }

    private static bool CanPool(Window2D window) =>
        !window.HasPadding && window.Dilation == 1 && window.StrideY == window.KernelHeight && window.StrideX == window.KernelWidth
        && window.KernelHeight * window.KernelWidth <= MostPooled;
}
