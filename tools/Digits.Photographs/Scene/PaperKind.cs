namespace Digits.Photographs;

/// <summary>What a sheet is made of and printed with.</summary>
internal enum PaperKind
{
    Blank,
    Ruled,
    Squared,
    Blackboard,
}
