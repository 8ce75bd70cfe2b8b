namespace Digits.Data;

/// <summary>Which part of a data set an array is of.</summary>
internal enum ArrayPart
{
    /// <summary>Its name says nothing about that.</summary>
    Whole,
    Train,
    Test,
    Validation,
}
