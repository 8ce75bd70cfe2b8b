namespace Digits.Engine.Onnx;

/// <summary>Which field of an attribute holds its value.</summary>
internal enum AttributeType
{
    None = 0,
    Float = 1,
    Int = 2,
    String = 3,
    Tensor = 4,
    Graph = 5,
    Floats = 6,
    Ints = 7,
    Strings = 8,
}
