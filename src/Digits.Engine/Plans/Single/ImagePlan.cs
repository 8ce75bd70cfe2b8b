using Digits.Engine.Kernels;
using Digits.Engine.Plans.Layout;

namespace Digits.Engine.Plans.Single;

/// <summary>
/// A network laid out for a single image: what <see cref="Batch.PlanGraph"/> is for thirty-two. A few images go through it faster than through lanes that are
/// mostly empty, with the same bits as results.
/// </summary>
internal sealed class ImagePlan
{
    private readonly Network _network;
    private readonly MemoryLayout _layout = new();
    private readonly Dictionary<Node, ImageMap> _maps = [];
    private readonly List<ImageOperation> _operations = [];

    internal ImagePlan(Network network, KernelSet kernels)
    {
        _network = network;
        Dictionary<Node, int> readers = network.Nodes.SelectMany(node => node.Inputs).CountBy(node => node).ToDictionary();
        Fusion[] found = [.. Fusion.Find(network, training: false, node => readers.GetValueOrDefault(node))];
        Dictionary<Node, Fusion> fusions = found.ToDictionary(fusion => fusion.Result);
        Dictionary<Node, Window2D?> pools = found.ToDictionary(fusion => fusion.Source, fusion => fusion.Pool);
        HashSet<Node> absorbed = [.. found.SelectMany(fusion => fusion.Absorbed)];
        foreach (Node node in network.Nodes.Where(node => !absorbed.Contains(node)))
        {
            _maps[node] = Reserve(node, reader => TakesRows(reader, pools.GetValueOrDefault(reader)));
            Fusion fusion = fusions.GetValueOrDefault(node) ?? new Fusion(node);
            if (fusion.Source.Layer is not { } layer)
                continue;

            _operations.Add(ImageOperationFactory.Create(layer, new ImageWiring
            {
                Layout = _layout,
                Kernels = kernels,
                Inputs = [.. fusion.Source.Inputs.Select(input => _maps[input])],
                Output = _maps[node],
                Fusion = fusion,
            }));
        }
    }

    /// <summary>Memory for one thread.</summary>
    internal AlignedBuffer CreateMemory() => new(_layout.Length);

    internal void Prepare()
    {
        foreach (ImageOperation operation in _operations)
            operation.Prepare();
    }

    /// <summary>Whether a layer is large enough for several threads to work on one image.</summary>
    internal bool HasParts => _operations.Exists(operation => operation.Parts > 1);

    /// <summary>Runs one image, <c>[C, H, W]</c>, to its result.</summary>
    /// <param name="image">The image.</param>
    /// <param name="result">The network's output.</param>
    /// <param name="memory">From <see cref="CreateMemory"/>.</param>
    /// <param name="parts">Hands the larger layers out to the threads of <paramref name="pool"/>; null where this image has one thread of several.</param>
    /// <param name="pool">The threads that share the image.</param>
    internal void Run(ReadOnlySpan<float> image, Span<float> result, AlignedBuffer memory, ImageParts? parts = null, WorkerPool? pool = null)
    {
        ImageMap input = _maps[_network.Input];
        Transpose(image, input.Shape.Channels, input.Shape.Pixels, memory.Slice(input.Region), targetStride: input.Stride);
        foreach (ImageOperation operation in _operations)
        {
            if (pool is null || parts is null || operation.Parts == 1)
                operation.Run(memory);
            else
                parts.Run(operation, memory, pool);
        }

        ImageMap output = _maps[_network.Output];
        ReadOnlySpan<float> values = memory.Slice(output.Region);
        for (int c = 0; c < output.Shape.Channels; c++)
        {
            for (int pixel = 0; pixel < output.Shape.Pixels; pixel++)
                result[(c * output.Shape.Pixels) + pixel] = values[(pixel * output.Stride) + c];
        }
    }

    private static bool TakesRows(Node reader, Window2D? pool) =>
        reader.Layer is Flatten || (reader.Layer is Conv2D { Groups: 1 } conv && !ImageWinograd.Pays(conv.Geometry, pool));

    private static void Transpose(ReadOnlySpan<float> image, int channels, int pixels, Span<float> target, int targetStride)
    {
        for (int c = 0; c < channels; c++)
        {
            for (int pixel = 0; pixel < pixels; pixel++)
                target[(pixel * targetStride) + c] = image[(c * pixels) + pixel];
        }
    }

    /// <summary>
    /// Channels are padded to whole vectors; not those of the input where only windows are taken from it, so that a row of a window is one run.
    /// </summary>
    private ImageMap Reserve(Node node, Func<Node, bool> takesRows)
    {
        bool dense = node == _network.Input && _network.Nodes.Where(reader => reader.Inputs.Contains(node)).All(takesRows);
        int stride = dense ? node.Shape.Channels : AlignedBuffer.WholeLines(node.Shape.Channels);
        return new ImageMap(_layout.Reserve(AlignedBuffer.WholeLines((long)node.Shape.Pixels * stride)), node.Shape, stride);
    }
}
