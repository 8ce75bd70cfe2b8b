namespace Digits.Engine.Kernels;

/// <summary>An integer that the compiler knows: a type argument that specializes a kernel.</summary>
internal interface IConstant
{
    static abstract int Value { get; }
}
