namespace Digits.Reading;

/// <summary>What a picture is taken for.</summary>
public enum ReadMode
{
    /// <summary>Whatever the picture looks like: a lone digit, a line, or a page.</summary>
    Auto,

    /// <summary>One digit. All ink belongs to it.</summary>
    Digit,

    /// <summary>One line of writing that fills the picture, such as a field of a form or the amount on a check.</summary>
    Line,

    /// <summary>Any number of rows of writing, such as a photograph of a sheet of paper.</summary>
    Page,
}
