namespace Digits.Engine.Plans.Layout;

/// <summary>
/// The layout of one slice's memory: regions that hold their values through a step or until they are given back. Beside it stands the scratch, which every
/// operation may use while it runs: a thread has one for all slices, so that it stays in the thread's cache.
/// </summary>
internal sealed class MemoryLayout
{
    private readonly List<Region> _free = [];

    /// <summary>Floats of all regions. Valid once the layout is complete.</summary>
    internal int Length { get; private set; }

    /// <summary>Floats of the scratch. Valid once the layout is complete.</summary>
    internal int ScratchFloats { get; private set; }

    /// <summary>Memory for so many floats.</summary>
    /// <exception cref="InvalidInputException">With them the regions are more than a buffer can have.</exception>
    internal Region Reserve(long floats)
    {
        int fit = _free.FindIndex(free => free.Length >= floats);
        if (fit >= 0)
        {
            Region free = _free[fit];
            int room = AlignedBuffer.WholeLines(floats);
            _free[fit] = new Region(free.Offset + room, free.Length - room);
            return new Region(free.Offset, (int)floats);
        }

        int start = Length;
        Length = AlignedBuffer.WholeLines(start + floats);
        return new Region(start, (int)floats);
    }

    /// <summary>Gives a region back, for a later one to take its place: nobody reads its values any more.</summary>
    internal void Free(Region region)
    {
        int room = AlignedBuffer.WholeLines(region.Length);
        int before = _free.FindIndex(free => free.Offset + free.Length == region.Offset);
        int after = _free.FindIndex(free => region.Offset + room == free.Offset);
        int start = before >= 0 ? _free[before].Offset : region.Offset;
        Region joined = new(start, room + (before >= 0 ? _free[before].Length : 0) + (after >= 0 ? _free[after].Length : 0));
        _free.RemoveAll(free => free.Offset >= joined.Offset && free.Offset < joined.Offset + joined.Length);
        _free.Add(joined);
        _free.Sort((a, b) => a.Offset.CompareTo(b.Offset));
    }

    /// <summary>Makes sure that the scratch holds at least so many floats.</summary>
    internal void NeedScratch(int floats) => ScratchFloats = Math.Max(ScratchFloats, floats);
}
