namespace Digits.Tuning;

/// <summary>Which values of an objective are better.</summary>
public enum StudyDirection
{
    /// <summary>Smaller ones.</summary>
    Minimize,

    /// <summary>Greater ones.</summary>
    Maximize,
}
