namespace Digits.Data;

/// <summary>What is usual in the files of a program.</summary>
internal sealed record ArrayConventions
{
    public static ArrayConventions Rows { get; } = new();

    /// <summary>MATLAB's: everything goes column by column, and counting begins at 1.</summary>
    public static ArrayConventions Matlab { get; } = new()
    {
        PicturesByColumns = true,
        TenIsZero = true,
        FlatNote = "Pictures that are stored as one row of numbers go column by column, as MATLAB has it; they were turned upright.",
    };

    /// <summary>Whether a picture that is stored as one row of numbers goes column by column.</summary>
    public bool PicturesByColumns { get; init; }

    /// <summary>Whether labels of 1 to 10 stand for the digits 1 to 9 and 0.</summary>
    public bool TenIsZero { get; init; }

    /// <summary>What the user is told where such pictures were turned.</summary>
    public string? FlatNote { get; init; }
}
