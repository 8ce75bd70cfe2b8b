using Digits.Engine.Kernels;
using Digits.Engine.Plans.Batch;
using Digits.Engine.Plans.Single;

namespace Digits.Engine.Plans;

/// <summary>
/// The working memory of one call of an <see cref="InferencePlan"/>, with room for each of the plan's threads. A plan keeps several, so that calls may overlap;
/// memory for slices and for single images is made when a call first needs it, and kept.
/// </summary>
internal sealed class InferenceContext(PlanForm<PlanGraph> slices, PlanForm<ImagePlan> singles, Shape input, Shape output, WorkerPool pool) : IWork
{
    /// <summary>So many images beside whole slices of 32 go one by one: more are faster in a slice of their own.</summary>
    private const int MostSingles = 12;

    private readonly ImageParts _parts = new();
    private PlanGraph? _graph;
    private ImagePlan? _imagePlan;
    private Slice[] _slices = [];
    private AlignedBuffer[] _imageMemory = [];
    private ReadOnlyMemory<float> _images;
    private Memory<float> _results;
    private int _sliceCount;

    /// <summary>Runs images, <c>[N, C, H, W]</c>, to their results, with the weights of some version.</summary>
    internal void Run(ReadOnlyMemory<float> images, Memory<float> results, long version)
    {
        int count = images.Length / input.Size;
        int rest = count % Lanes.Count;
        bool onlySlices = rest > MostSingles;
        _sliceCount = (count / Lanes.Count) + (onlySlices ? 1 : 0);
        int alone = onlySlices ? 0 : rest;
        if (_sliceCount > 0)
            _graph = slices.At(version);
        if (alone > 0)
            _imagePlan = singles.At(version);

        MakeMemory(alone);
        if (count == 1 && pool.Threads > 1 && _imagePlan!.HasParts)
        {
            _imagePlan.Run(images.Span, results.Span, _imageMemory[0], _parts, pool);
            return;
        }

        (_images, _results) = (images, results);
        pool.Run(this, _sliceCount + alone);
        (_images, _results) = (default, default);
    }

    void IWork.Execute(int item, int worker)
    {
        if (item < _sliceCount)
            RunSlice(item, _slices[worker]);
        else
            RunSingle((_sliceCount * Lanes.Count) + item - _sliceCount, _imageMemory[worker]);
    }

    private void MakeMemory(int alone)
    {
        if (_sliceCount > 0 && _slices.Length == 0)
            _slices = [.. Enumerable.Range(0, pool.Threads).Select(NewSlice)];

        if (alone > 0 && _imageMemory.Length == 0)
            _imageMemory = [.. Enumerable.Range(0, pool.Threads).Select(_ => _imagePlan!.CreateMemory())];
    }

    private Slice NewSlice(int index)
    {
        Slice slice = new(index, new StepState());
        slice.Keep(new AlignedBuffer(_graph!.Layout.Length));
        slice.Use(new AlignedBuffer(_graph.Layout.ScratchFloats));
        return slice;
    }

    private void RunSlice(int item, Slice slice)
    {
        int first = item * Lanes.Count;
        slice.Count = Math.Min(Lanes.Count, (_images.Length / input.Size) - first);
        LaneTransfer.Load(_images.Span.Slice(first * input.Size, slice.Count * input.Size), input, slice[_graph!.Input]);
        foreach (Operation operation in _graph.Steps)
            operation.Forward(slice, 0);

        LaneTransfer.Store(slice[_graph.Output], output, _results.Span.Slice(first * output.Size, slice.Count * output.Size));
    }

    private void RunSingle(int image, AlignedBuffer memory)
    {
        ReadOnlySpan<float> pixels = _images.Span.Slice(image * input.Size, input.Size);
        _imagePlan!.Run(pixels, _results.Span.Slice(image * output.Size, output.Size), memory);
    }
}
