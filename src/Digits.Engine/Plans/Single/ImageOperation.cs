namespace Digits.Engine.Plans.Single;

/// <summary>
/// One layer of a plan for a single image, whose maps are laid out as <c>[H][W][C]</c> with the channels padded to whole vectors: output channels, not
/// images, lie along the vectors. Results are the same bits as those of <see cref="Batch.Operation"/>.
/// </summary>
internal abstract class ImageOperation
{
    /// <summary>Once the weights have changed.</summary>
    internal virtual void Prepare()
    {
    }

    /// <summary>Into how many parts the layer is cut when several threads work on one image: 1 where that would take longer than it saves.</summary>
    internal virtual int Parts => 1;

    /// <summary>Computes the layer in the plan's memory.</summary>
    internal abstract void Run(AlignedBuffer memory);

    /// <summary>Before any part: what all of them read.</summary>
    internal virtual void Begin(AlignedBuffer memory)
    {
    }

    /// <summary>One of <see cref="Parts"/>; any thread may take any of them.</summary>
    internal virtual void RunPart(AlignedBuffer memory, int part) => Run(memory);
}
