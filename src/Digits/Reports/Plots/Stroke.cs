namespace Digits.Reports;

/// <summary>How much a line stands out.</summary>
internal enum Stroke
{
    /// <summary>One among few.</summary>
    Normal,

    /// <summary>One among many.</summary>
    Thin,

    /// <summary>One that only shows where most are.</summary>
    Faint,
}
