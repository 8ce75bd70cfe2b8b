namespace Digits.Engine.Plans.Batch;

/// <summary>Thirty-two images on their way through a plan, with the memory they use.</summary>
internal sealed class Slice(int index, StepState step, int scratchStart)
{
    private AlignedBuffer? _memory;

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

    internal void Use(AlignedBuffer memory) => _memory = memory;

    internal Span<float> this[Region region] => _memory!.Slice(region);

    internal Span<float> Scratch(int floats) => _memory!.Slice(new Region(scratchStart, floats));

    internal Span<float> Gradient(Region region) => WeightGradients!.Slice(region);
}
