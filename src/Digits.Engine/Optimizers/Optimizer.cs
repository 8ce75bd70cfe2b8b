using Digits.Engine.Kernels;

namespace Digits.Engine;

/// <summary>
/// Changes weights along their gradients. It keeps its own state for each parameter (momentum, moments), which <see cref="State"/> lists
/// so that training can be resumed.
/// </summary>
public abstract class Optimizer
{
    private readonly Dictionary<Parameter, AlignedBuffer[]> _state = [];

    private protected Optimizer(float learningRate)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(learningRate);
        LearningRate = learningRate;
    }

    /// <summary>The learning rate of the next step; schedules and callbacks set it.</summary>
    public float LearningRate { get; set; }

    /// <summary>
    /// The most that the L2 norm of all weight gradients of a step together may be; gradients above it are scaled down to it, as PyTorch's
    /// <c>clip_grad_norm_</c> and Keras's <c>global_clipnorm</c> do. 0 for no limit.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public float ClipNorm
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    /// <summary>Steps taken.</summary>
    public long Steps { get; set; }

    /// <summary>Names of the buffers that are kept for each parameter: <c>exp_avg</c>…, as PyTorch names them.</summary>
    internal abstract IReadOnlyList<string> Slots { get; }

    /// <summary>Every buffer of state as <c>parameter.slot</c> with its sizes and values in PyTorch's order. Empty before the first step.</summary>
    public IEnumerable<(string Name, IReadOnlyList<int> Dimensions, float[] Values)> State =>
        from entry in _state
        from slot in Enumerable.Range(0, Slots.Count)
        select ($"{entry.Key.Name}.{Slots[slot]}", entry.Key.Dimensions, entry.Key.ToArray(entry.Value[slot].Span));

    /// <summary>Restores state that <see cref="State"/> listed, for the parameters of a network of the same make.</summary>
    /// <exception cref="ArgumentException">A buffer is missing or has another size.</exception>
    public void Restore(Network network, IReadOnlyDictionary<string, float[]> state)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(state);
        foreach (Parameter parameter in network.Parameters.Where(parameter => parameter.Trainable))
        {
            AlignedBuffer[] buffers = StateOf(parameter);
            for (int slot = 0; slot < buffers.Length; slot++)
            {
                if (!state.TryGetValue($"{parameter.Name}.{Slots[slot]}", out float[]? values))
                    throw new ArgumentException($"The optimizer's state has no {parameter.Name}.{Slots[slot]}.", nameof(state));

                parameter.Assign(values, buffers[slot].Span);
            }
        }
    }

    /// <summary>Makes state for parameters that have none yet.</summary>
    internal void Attach(IEnumerable<Parameter> parameters)
    {
        foreach (Parameter parameter in parameters)
            StateOf(parameter);
    }

    /// <summary>Once before the parameters of a step: counts it and prepares what all of them share.</summary>
    internal virtual void BeginStep() => Steps++;

    /// <summary>Updates a stretch of a parameter.</summary>
    /// <param name="kernels">The arithmetic.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="stretch">Which of its floats.</param>
    /// <param name="gradient">Their gradient.</param>
    internal abstract void Update(KernelSet kernels, Parameter parameter, Region stretch, ReadOnlySpan<float> gradient);

    private protected AlignedBuffer[] StateOf(Parameter parameter) =>
        _state.TryGetValue(parameter, out AlignedBuffer[]? buffers) ? buffers : MakeState(parameter);

    /// <summary>Apart from <see cref="StateOf"/>, which every step calls, because the closure is an allocation.</summary>
    private AlignedBuffer[] MakeState(Parameter parameter) =>
        _state[parameter] = [.. Slots.Select(_ => new AlignedBuffer(parameter.Values.Length))];
}
