namespace Digits.Engine.Kernels;

/// <summary>
/// The arithmetic that kernels are written in, once, for every vector width. An implementation is an empty struct, so the
/// compiler specializes each kernel and nothing is left of the abstraction. <typeparamref name="TVector"/> is the hardware's own vector type (or
/// <see cref="float"/> for the scalar form); a kernel handles <c>Width</c> lanes at a time.
/// </summary>
internal unsafe interface ISimd<TVector>
    where TVector : unmanaged
{
    /// <summary>Lanes in one vector.</summary>
    static abstract int Width { get; }

    /// <summary>The most rows of a <see cref="GemmTile{TVector, TSimd}"/> whose accumulators fit in the registers.</summary>
    static abstract int TileRows { get; }

    static abstract TVector Load(float* source);

    static abstract void Store(TVector value, float* destination);

    static abstract TVector Broadcast(float value);

    static abstract TVector Add(TVector left, TVector right);

    static abstract TVector Subtract(TVector left, TVector right);

    static abstract TVector Multiply(TVector left, TVector right);

    static abstract TVector Divide(TVector left, TVector right);

    static abstract TVector Sqrt(TVector value);

    /// <summary>2^value for whole numbers from -126 to 127.</summary>
    static abstract TVector PowerOfTwo(TVector value);

    /// <summary>The power of two in a positive normal number, a whole number from -126 to 127.</summary>
    static abstract TVector Exponent(TVector value);

    /// <summary>The greater; <paramref name="left"/> where that is NaN, so that a diverged network is not hidden by its ReLUs.</summary>
    static abstract TVector Max(TVector left, TVector right);

    /// <summary>left * right + addend, rounded once in every implementation: results are the same bits whatever the width.</summary>
    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector addend);

    /// <summary>In each lane: left &gt; right ? whenTrue : whenFalse.</summary>
    static abstract TVector SelectGreater(TVector left, TVector right, TVector whenTrue, TVector whenFalse);

    /// <summary>In each lane: left == right ? whenTrue : whenFalse.</summary>
    static abstract TVector SelectEqual(TVector left, TVector right, TVector whenTrue, TVector whenFalse);

    /// <summary>A bit for each lane, the first lowest: left == right.</summary>
    static abstract uint EqualBits(TVector left, TVector right);

    /// <summary>A bit for each lane, the first lowest: left &gt; right.</summary>
    static abstract uint GreaterBits(TVector left, TVector right);

    /// <summary>The lanes whose bits are set; zero in the others.</summary>
    static abstract TVector Keep(TVector value, uint bits);
}
