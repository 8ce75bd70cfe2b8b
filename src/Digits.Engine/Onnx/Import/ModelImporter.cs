namespace Digits.Engine.Onnx;

/// <summary>
/// Makes a network of a file. Where the file leaves open which output is meant, or what its input is, one after another is tried; what fails then says
/// what stopped the reading that came furthest.
/// </summary>
internal sealed class ModelImporter
{
    private const int Digits = 10;

    private readonly GraphProto _graph;
    private readonly long _operatorSet;
    private readonly bool _repeatsGray;
    private readonly IReadOnlyList<string> _notes;
    private readonly ImportWork _work = new();

    private ModelImporter(ModelProto model)
    {
        _graph = model.Graph!;
        _notes = FlagInputs.Set(_graph);
        _operatorSet = model.OperatorSets.Where(set => GraphImporter.IsOwn(set.Domain)).Select(set => set.Version).DefaultIfEmpty(0).Max();

        // What was saved here reads as many channels as it says.
        _repeatsGray = model.ProducerName != ModelFile.Producer;
    }

    /// <summary>The network of a file.</summary>
    /// <exception cref="DigitsException">The graph is damaged or has what the engine has not.</exception>
    internal static ImportedNetwork Import(ModelProto model, OnnxLoadOptions options)
    {
        if (options.DataFolder is { } folder)
            ExternalData.Load(model.Graph!, folder);

        FunctionInliner.Inline(model);
        OperatorSplitter.Split(model.Graph!);
        return new ModelImporter(model).Import(options.Output);
    }

    private ImportedNetwork Import(string? wanted)
    {
        if (_operatorSet < 1)
            throw new InvalidInputException("The model does not say which operators of ONNX it uses; export it again.");

        IReadOnlyList<OutputCandidate> candidates = OutputChoice.Of(_graph, wanted);
        if (candidates is [OutputCandidate only])
            return Import(only);

        List<(OutputCandidate Candidate, ImportedNetwork Network)> possible = [];
        DigitsException? first = null;
        foreach (OutputCandidate candidate in candidates)
        {
            try
            {
                possible.Add((candidate, Import(candidate)));
            }
            catch (DigitsException e)
            {
                first ??= e;
            }
        }

        return Choose(possible) ?? throw (possible.Count == 0 && first is not null ? first : new InvalidInputException(
            $"The model has {candidates.Count} outputs ({OutputChoice.List(candidates.Select(candidate => candidate.Output))}); say which one is meant."));
    }

    /// <summary>
    /// The one that gives a number for each digit: what the file itself puts out before a tensor within, logits before probabilities. Or the only one that can
    /// be read.
    /// </summary>
    private ImportedNetwork? Choose(List<(OutputCandidate Candidate, ImportedNetwork Network)> possible)
    {
        (OutputCandidate Candidate, ImportedNetwork Network)[] ofDigits =
        [
            .. possible.Where(one => one.Network.Network.Output.Shape == new Shape(Digits))
                .OrderBy(one => !_graph.Outputs.Exists(output => output.Name == one.Candidate.Tensor))
                .ThenBy(one => one.Network.Network.OutputsProbabilities),
        ];
        (OutputCandidate candidate, ImportedNetwork? network) = ofDigits is [var best, ..] ? best : possible is [var only] ? only : default;
        return network is null ? null : network with { Notes = [.. network.Notes, $"Of several outputs {OnnxError.Quote(candidate.Output)} is taken."] };
    }

    private ImportedNetwork Import(OutputCandidate output)
    {
        OnnxGraph graph = new(_graph, output.Tensor);

        // Recurrent layers read [T, N, C]. With one image, what moves the batch there and back moves nothing; a network is one for each image anyway. Graphs
        // that move it for other reasons, as PyTorch's attention and a stack of an ensemble's outputs do, are read so where they cannot be read for any number.
        bool isRecurrent = graph.Nodes.Any(GraphImporter.IsRecurrent);
        IEnumerable<InputCandidate> inputs = isRecurrent
            ? InputCandidates.OfOneImage(graph.Input)
            : InputCandidates.Of(graph.Input).Concat(graph.Nodes.Any(MayMoveBatch) ? InputCandidates.OfOpenBatchAsOne(graph.Input) : []);
        DigitsException? error = null;
        int furthest = -1;
        foreach (InputCandidate input in inputs)
        {
            try
            {
                ImportedNetwork network = GraphImporter.Import(graph, _operatorSet, input, _repeatsGray, _work);
                return network with { Notes = [.. _notes, .. network.Notes, .. output.Note is { } note ? new[] { note } : []] };
            }
            catch (DigitsException e)
            {
                // What stopped the reading that came furthest is what is to be mended.
                if (_work.Nodes > furthest)
                    (error, furthest) = (e, _work.Nodes);
            }
        }

        throw error!;
    }

    /// <summary>Whether a node may bring the batch together with other axes or put one before it.</summary>
    private static bool MayMoveBatch(NodeProto node) =>
        node.OpType is "Reshape" or "Unsqueeze" || (node.OpType == "Transpose" && new NodeAttributes(node).Ints("perm") is not ([0, ..] or null));
}
