namespace Digits.Engine;

/// <summary>
/// One layer of a plan for a single image, whose maps are laid out as <c>[H][W][C]</c> with the channels padded to whole vectors: output channels, not
/// images, lie along the vectors. Results are the same bits as those of <see cref="Operation"/>.
/// </summary>
internal abstract class ImageOperation
{
    /// <summary>Once the weights have changed.</summary>
    internal virtual void Prepare()
    {
    }

    /// <summary>Computes the layer in the plan's memory.</summary>
    internal abstract void Run(AlignedBuffer memory);
}
