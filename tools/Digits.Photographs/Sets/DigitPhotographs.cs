using Digits.Data;

namespace Digits.Photographs;

/// <summary>Photographs of numbers, of the kinds that a reader meets.</summary>
/// <param name="digits">Single digits, of which numbers are put together.</param>
/// <param name="numbers">Numbers that were written as a whole; null for none.</param>
/// <param name="seed">Chooses everything else.</param>
internal sealed class DigitPhotographs(DigitSet digits, PenNumbers? numbers, ulong seed)
{
    // Of 24: how many are of each kind.
    private static readonly (string Kind, int Count)[] _kinds =
        [("clean", 4), ("shadow", 4), ("ruled", 3), ("grid", 3), ("table", 4), ("faint", 2), ("screen", 2), ("hard", 2)];

    /// <summary>The kind of a picture, from its number.</summary>
    public static string KindOf(int number)
    {
        int place = number * 7 % 24;
        foreach ((string kind, int count) in _kinds)
        {
            if (place < count)
                return kind;
            place -= count;
        }

        return "";
    }

    public Photograph Make(int number)
    {
        string kind = KindOf(number);
        for (ulong attempt = 0; ; attempt++)
        {
            SeededRandom random = new(seed, (ulong)number * 1000 + attempt);
            Photograph? made = kind == "screen" ? ScreenDrawing.Make(Hand(random, isLone: false), random) : Photographed(kind, random);
            if (made is { Digits.Count: > 0 })
                return made;
        }
    }

    private Photograph? Photographed(string kind, SeededRandom random)
    {
        bool isBoard = kind == "clean" && random.Chance(0.12f);
        Studio studio = new(Shots.Draw(kind, random), random);
        PaperKind paper = kind switch
        {
            "ruled" => PaperKind.Ruled,
            "grid" => PaperKind.Squared,
            "hard" or "shadow" or "faint" => random.Pick([PaperKind.Blank, PaperKind.Blank, PaperKind.Ruled, PaperKind.Squared]),
            _ => isBoard ? PaperKind.Blackboard : PaperKind.Blank,
        };
        PaperMaker.Fill(studio.Sheet, paper, random);
        float pitch = studio.Area.Height * random.Scale(0.09f, 0.25f);
        PaperMaker.Rule(studio.Sheet, paper, pitch, random);
        WritingPen pen = isBoard ? WritingPen.Chalk(random) : WritingPen.Draw(random, kind == "faint");
        int layout = random.NextInt(10);
        bool isForm = kind == "table" && layout < 4;
        bool isInSquares = paper == PaperKind.Squared && layout < 6;
        bool isScattered = !isInSquares && kind is "hard" or "clean" && layout < (kind == "hard" ? 5 : 2);
        Writing writing = new(studio.Sheet, Hand(random, isForm || isInSquares || isScattered), pen, random);
        if (isForm)
            Tables.Form(writing, studio.Area);
        else if (kind == "table")
            Tables.Table(writing, studio.Area);
        else if (isInSquares)
            Layouts.Squares(writing, studio.Area, pitch);
        else if (isScattered)
            Layouts.Scattered(writing, studio.Area);
        else if (layout < 6 && paper == PaperKind.Blank)
            Layouts.Row(writing, studio.Area, kind == "hard" ? 0.5f : 0.06f);
        else
            Layouts.Rows(writing, studio.Area, paper == PaperKind.Blank ? 0 : pitch * (pitch < 0.12f * studio.Area.Height ? 2 : 1));
        return studio.Take();
    }

    private IGlyphSource Hand(SeededRandom random, bool isLone) =>
        random.Chance(isLone ? 0.35f : 0.55f) && numbers is not null ? numbers.Hand(random) : new MnistGlyphs(digits, random);
}
