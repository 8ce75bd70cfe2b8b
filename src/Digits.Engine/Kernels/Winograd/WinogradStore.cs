namespace Digits.Engine.Kernels;

/// <summary>What becomes of the results of a transform.</summary>
internal enum WinogradStore
{
    /// <summary>They take the place of what was there.</summary>
    Replace,

    /// <summary>The same, and what is negative becomes zero.</summary>
    Rectify,

    /// <summary>They are added to what was there.</summary>
    Add,
}
