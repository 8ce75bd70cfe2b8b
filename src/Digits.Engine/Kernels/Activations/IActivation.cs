namespace Digits.Engine.Kernels;

/// <summary>One activation function in one vector width. The same operations in the same order in every width, so the same bits.</summary>
internal interface IActivation<TVector>
    where TVector : unmanaged
{
    /// <summary>The function.</summary>
    TVector Value(TVector x);

    /// <summary>Its derivative at x, where y is its value.</summary>
    TVector Slope(TVector x, TVector y);
}
