namespace Digits.Engine.Onnx;

/// <summary>Zeros that the file puts around a map by an operator of its own; the engine has them in the window that reads the map.</summary>
internal readonly record struct Padding(int Top, int Left, int Bottom, int Right)
{
    internal bool IsEmpty => this == default;
}
