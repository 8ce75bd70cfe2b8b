namespace Digits.Engine;

/// <summary>A stretch of an <see cref="AlignedBuffer"/>, in floats.</summary>
internal readonly record struct Region(int Offset, int Length)
{
    internal bool IsEmpty => Length == 0;
}
