namespace Digits.Engine.Onnx;

/// <summary>What the file's input may be. Where the file leaves sizes open, there are several, and the first that the graph can read is taken.</summary>
/// <param name="Dimensions">The dimensions of one image as the file sees it.</param>
/// <param name="Batch">The number of images that the file has fixed; <see cref="BatchSize.Symbol"/> where it has not.</param>
/// <param name="Unbatched">Whether the file has no axis for the batch.</param>
/// <param name="Note">What was assumed, or null.</param>
/// <param name="IsCanvas">Whether it is the bytes of a canvas, one after another: red, green, blue and alpha of each pixel.</param>
/// <param name="KeepsBatch">Whether the result must have the batch of one as its first axis: the file is for any number, of which one is taken.</param>
internal sealed record InputCandidate(
    int[] Dimensions, long Batch, bool Unbatched = false, string? Note = null, bool IsCanvas = false, bool KeepsBatch = false);
