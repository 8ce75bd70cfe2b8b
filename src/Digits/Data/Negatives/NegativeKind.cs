namespace Digits.Data;

/// <summary>Kinds of what is not a digit.</summary>
internal enum NegativeKind
{
    /// <summary>Letters of real alphabets: <see cref="Data.Letters"/>.</summary>
    Letters,

    /// <summary>Letters of invented alphabets: <see cref="InventedLetters"/>.</summary>
    Invented,

    /// <summary>Letters put together from parts: <see cref="ComposedLetters"/>.</summary>
    Composed,

    /// <summary>Words in running hand.</summary>
    RunningHand,

    /// <summary>Scribbles.</summary>
    Scribble,

    /// <summary>Crosses, ticks, arrows, signs: <see cref="Data.Marks"/>.</summary>
    Marks,

    /// <summary>Two or three digits that touch.</summary>
    Touching,

    /// <summary>Half a digit.</summary>
    Half,

    /// <summary>Rules, corners and edges.</summary>
    Rules,

    /// <summary>Blots.</summary>
    Blot,

    /// <summary>Texture and noise.</summary>
    Texture,

    /// <summary>Specks, and next to nothing.</summary>
    Specks,

    /// <summary>Letters on a grid of points, as runes are. Kept to measure on: training never has any.</summary>
    Runes,

    /// <summary>Closed lines that cross themselves. Kept to measure on: training never has any.</summary>
    Knots,
}
