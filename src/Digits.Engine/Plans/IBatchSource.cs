namespace Digits.Engine;

/// <summary>
/// Makes the images of a training step as they are needed: in pieces, by several threads at once, each piece while its images are about to be used.
/// </summary>
public interface IBatchSource
{
    /// <summary>Writes up to 32 images of the batch.</summary>
    /// <param name="first">The number of the first in the batch, a multiple of 32; no two threads are given the same at once.</param>
    /// <param name="images">Receives them one after another, <c>[n, C, H, W]</c>, and has room for just those.</param>
    void Fill(int first, Span<float> images);
}
