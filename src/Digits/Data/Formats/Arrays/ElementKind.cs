namespace Digits.Data;

/// <summary>What an element of an array is.</summary>
internal enum ElementKind
{
    Unsigned,
    Signed,
    Float,
    Boolean,

    /// <summary>Text of a fixed number of bytes, zeros behind it.</summary>
    Bytes,

    /// <summary>Text of a fixed number of UTF-32 code points, zeros behind it.</summary>
    Utf32,
}
