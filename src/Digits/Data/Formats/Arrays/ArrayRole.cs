namespace Digits.Data;

/// <summary>What an array of a data set is for.</summary>
internal enum ArrayRole
{
    Unknown,
    Images,
    Labels,

    /// <summary>The names of the classes.</summary>
    Names,
}
