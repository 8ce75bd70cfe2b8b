namespace Digits.Engine;

/// <summary>
/// The layout of one slice's memory: regions that hold their values through a step, and one scratch region that every operation may
/// use while it runs.
/// </summary>
internal sealed class MemoryLayout
{
    private const int LineFloats = 16;
    private int _scratch;

    /// <summary>Floats in use, the scratch not included.</summary>
    internal int Length { get; private set; }

    /// <summary>Floats in all.</summary>
    internal int Total => Length + _scratch;

    /// <summary>Where the scratch starts: behind everything else. Valid once the layout is complete.</summary>
    internal int ScratchStart => Length;

    internal Region Reserve(int floats)
    {
        Region region = new(Length, floats);
        Length += (floats + LineFloats - 1) / LineFloats * LineFloats;
        return region;
    }

    /// <summary>Makes sure that the scratch holds at least so many floats.</summary>
    internal void NeedScratch(int floats) => _scratch = Math.Max(_scratch, floats);
}
