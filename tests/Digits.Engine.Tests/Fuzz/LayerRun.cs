using Digits.Engine.Kernels;
using Digits.Engine.Plans.Batch;
using Digits.Engine.Plans.Layout;

namespace Digits.Engine.Tests.Fuzz;

/// <summary>
/// One layer on its own, forward and backward for a batch as a training plan runs it: slices of 32 that add to one sum of weight gradients. Unlike a plan it
/// takes any gradient of the output and shows the gradient to the input.
/// </summary>
internal sealed class LayerRun
{
    private readonly Shape _input;
    private readonly Shape _output;
    private readonly KernelSet _kernels;
    private readonly Layer _layer;
    private readonly Func<Wiring, Operation> _compile;
    private readonly Window2D? _pool;
    private readonly Dictionary<Parameter, Region> _gradients = [];
    private AlignedBuffer _sums = new(0);

    /// <summary>
    /// Prepares a run of a layer, by the operation that it chooses or by another, with a ReLU and max pooling behind it where a pool is given.
    /// </summary>
    internal LayerRun(Layer layer, Shape input, KernelSet kernels, Func<Wiring, Operation>? compile = null, Window2D? pool = null)
    {
        _pool = pool;
        _compile = compile ?? (wiring => OperationFactory.Create(layer, wiring));
        _layer = layer;
        _input = input;
        Shape output = layer.Attach([input]);
        _output = pool is { } window ? window.Over(output, output.Channels).Output : output;
        _kernels = kernels;
        ulong seed = 11;
        foreach (Parameter parameter in layer.Parameters)
            parameter.Assign(Sample.Signed(parameter.Count, seed++));
    }

    internal float[] Output { get; private set; } = [];

    internal float[] InputGradient { get; private set; } = [];

    internal float[] GradientOf(Parameter parameter) => parameter.ToArray(_sums.Slice(_gradients[parameter]));

    internal void Run(float[] images, float[] outputGradients)
    {
        int count = images.Length / _input.Size;
        MemoryLayout layout = new();
        Region x = layout.Reserve(_input.Size * Lanes.Count);
        Region y = layout.Reserve(_output.Size * Lanes.Count);
        Region gx = layout.Reserve(x.Length);
        Region gy = layout.Reserve(y.Length);
        Operation operation = _compile(new Wiring
        {
            Layout = layout,
            Kernels = _kernels,
            Training = true,
            Index = 1,
            Pool = _pool,
            InputShapes = [_input],
            OutputShape = _output,
            Inputs = [x],
            Output = y,
            InputGradients = [gx],
            OutputGradient = gy,
        });
        operation.FusedReLU = _pool is not null;
        operation.GradientRegions = _gradients;
        LayOutGradients();

        Slice[] slices = Slices(count, layout);
        foreach (Slice slice in slices)
        {
            LaneTransfer.Load(ImagesOf(slice, images, _input), _input, slice[x]);
            LaneTransfer.Load(ImagesOf(slice, outputGradients, _output), _output, slice[gy]);
        }

        operation.Prepare();
        for (int part = 0; part < operation.ForwardParts; part++)
        {
            foreach (Slice slice in slices)
                operation.Forward(slice, part);
        }

        for (int part = 0; part < operation.BackwardParts; part++)
        {
            foreach (Slice slice in slices)
                operation.Backward(slice, part);
        }

        Output = new float[outputGradients.Length];
        InputGradient = new float[images.Length];
        foreach (Slice slice in slices)
        {
            LaneTransfer.Store(slice[y], _output, ImagesOf(slice, Output, _output));
            LaneTransfer.Store(slice[gx], _input, ImagesOf(slice, InputGradient, _input));
        }
    }

    private void LayOutGradients()
    {
        MemoryLayout layout = new();
        foreach (Parameter parameter in _layer.Parameters)
            _gradients[parameter] = layout.Reserve(parameter.Values.Length);

        _sums = new AlignedBuffer(layout.Length);
    }

    private Slice[] Slices(int count, MemoryLayout layout)
    {
        StepState state = new() { Images = count, ActiveSlices = (count + Lanes.Count - 1) / Lanes.Count };
        state.Slices = new Slice[state.ActiveSlices];
        for (int i = 0; i < state.Slices.Length; i++)
        {
            state.Slices[i] = new Slice(i, state)
            {
                Count = Math.Min(Lanes.Count, count - (i * Lanes.Count)),
                WeightGradients = _sums,
                StartsPiece = i == 0,
            };
            state.Slices[i].Keep(new AlignedBuffer(layout.Length));
            state.Slices[i].Use(new AlignedBuffer(layout.ScratchFloats));
        }

        return state.Slices;
    }

    private static Span<float> ImagesOf(Slice slice, float[] all, Shape shape) =>
        all.AsSpan(slice.Index * Lanes.Count * shape.Size, slice.Count * shape.Size);
}
