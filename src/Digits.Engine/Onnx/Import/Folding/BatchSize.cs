namespace Digits.Engine.Onnx;

/// <summary>
/// The size of the batch where the file leaves it open. Graphs compute with it (<c>x.view(x.size(0), -1)</c>), so it has to be a number: a prime that no
/// model has as a size, small enough for float32 to hold. What comes of it is known again as a multiple.
/// </summary>
internal static class BatchSize
{
    internal const long Symbol = 15_485_863;

    /// <summary>Whether the batch is a factor of a number.</summary>
    internal static bool IsIn(long value) => value != 0 && value % Symbol == 0;
}
