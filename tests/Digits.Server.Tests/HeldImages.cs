using System.Buffers;

namespace Digits.Server.Tests;

/// <summary>An image that nobody can look at before it is let go: whoever runs it is busy until then.</summary>
internal sealed class HeldImages : MemoryManager<float>
{
    private readonly float[] _pixels = new float[784];
    private readonly ManualResetEventSlim _isFree = new();

    internal ManualResetEventSlim IsLookedAt { get; } = new();

    /// <summary>Keeps a batcher's only worker busy, or one of them.</summary>
    internal static HeldImages Occupy(MicroBatcher batcher, ServedModel model)
    {
        HeldImages held = new();
        _ = Task.Run(() => batcher.TryRun(model, held.CreateMemory(784), 1, out _));
        held.IsLookedAt.Wait();
        return held;
    }

    internal void LetGo() => _isFree.Set();

    public override Span<float> GetSpan()
    {
        IsLookedAt.Set();
        _isFree.Wait();
        return _pixels;
    }

    public override MemoryHandle Pin(int elementIndex = 0) => new Memory<float>(_pixels, elementIndex, _pixels.Length - elementIndex).Pin();

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}
