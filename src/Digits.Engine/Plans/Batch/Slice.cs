namespace Digits.Engine.Plans.Batch;

/// <summary>Thirty-two images on their way through a plan, with the memory they use.</summary>
internal sealed class Slice(int index, StepState step)
{
    private AlignedBuffer? _memory;
    private AlignedBuffer? _scratch;

    /// <summary>Position in the batch: images from <c>32 * Index</c>.</summary>
    internal int Index => index;

    /// <summary>What all slices of a step share.</summary>
    internal StepState Step => step;

    /// <summary>Images in this slice in this step, 0 to 32.</summary>
    internal int Count { get; set; }

    /// <summary>Where the slice adds its weight gradients.</summary>
    internal AlignedBuffer? WeightGradients { get; set; }

    /// <summary>Whether the weight gradients are to be overwritten: this slice is the first of its piece.</summary>
    internal bool StartsPiece { get; set; }

    internal double Loss { get; set; }

    internal int Correct { get; set; }

    /// <summary>Says where the slice keeps its values.</summary>
    internal void Keep(AlignedBuffer memory) => _memory = memory;

    /// <summary>Says what the thread at work has for scratch.</summary>
    internal void Use(AlignedBuffer scratch) => _scratch = scratch;

    internal Span<float> this[Region region] => _memory!.Slice(region);

    internal Span<float> Scratch(int floats) => _scratch!.Slice(new Region(0, floats));

    internal Span<float> Gradient(Region region) => WeightGradients!.Slice(region);
}
