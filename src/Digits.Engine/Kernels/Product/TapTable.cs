namespace Digits.Engine.Kernels;

/// <summary>
/// Which steps of the inner dimension each destination takes: destination <c>i</c> takes segments <c>Starts[i]</c> up to <c>Starts[i + 1]</c>.
/// Made once when a plan is laid out.
/// </summary>
internal sealed class TapTable
{
    private readonly List<Segment> _segments = [];
    private readonly List<int> _starts = [0];
    private Segment[] _sealed = [];
    private int[] _sealedStarts = [];
    private int[] _endsOfA = [];

    internal ReadOnlySpan<Segment> Segments => _sealed;

    internal ReadOnlySpan<int> Starts => _sealedStarts;

    internal int Count => _sealedStarts.Length - 1;

    /// <summary>For each destination, one past the last step of the left operand that it takes.</summary>
    internal ReadOnlySpan<int> EndsOfA => _endsOfA;

    /// <summary>One past the last step of the left operand that any destination takes.</summary>
    internal int EndA { get; private set; }

    /// <summary>One past the last step of the right operand that any destination takes.</summary>
    internal int EndB { get; private set; }

    /// <summary>Adds a run to the destination at hand; one that continues the last run, on both sides, lengthens it.</summary>
    internal void Add(Segment segment)
    {
        if (_segments.Count > _starts[^1] && _segments[^1] is var last && last.A + last.Count == segment.A && last.B + last.Count == segment.B)
            _segments[^1] = last with { Count = last.Count + segment.Count };
        else
            _segments.Add(segment);
    }

    /// <summary>Adds a run that must not be joined with the one before.</summary>
    internal void AddApart(Segment segment) => _segments.Add(segment);

    internal void NextDestination() => _starts.Add(_segments.Count);

    internal TapTable Seal()
    {
        _sealed = [.. _segments];
        _sealedStarts = [.. _starts];
        _endsOfA = new int[Count];
        for (int i = 0; i < Count; i++)
        {
            foreach (Segment segment in _sealed.AsSpan(_starts[i].._starts[i + 1]))
                (_endsOfA[i], EndB) = (Math.Max(_endsOfA[i], segment.A + segment.Count), Math.Max(EndB, segment.B + segment.Count));

            EndA = Math.Max(EndA, _endsOfA[i]);
        }

        return this;
    }
}
