using System.Numerics;
using Digits.Data;

namespace Digits.Photographs;

/// <summary>Pictures without a digit: paper, tables, desks, scribbles, words, print, noise and gradients.</summary>
internal sealed class NothingPictures(ulong seed)
{
    private static readonly string[] _kinds =
        ["blank", "ruled", "grid", "table", "desk", "scribble", "words", "print", "noise", "gradient", "desk", "blank", "shadow", "clutter", "grid", "ruled"];

    /// <summary>The kind of a picture, from its number.</summary>
    public static string KindOf(int number) => _kinds[number % _kinds.Length];

    public Photograph Make(int number)
    {
        SeededRandom random = new(seed, (ulong)number);
        string kind = KindOf(number);
        if (kind is "noise" or "gradient")
            return Computed(kind == "noise", random);
        Shot shot = Shots.Draw(kind is "shadow" or "clutter" ? kind : random.Pick(["clean", "shadow", "hard", "table"]), random) with
        {
            HasSheet = kind != "desk",
            Clutter = kind == "clutter" ? random.Whole(2, 5) : random.Chance(0.2f) ? 1 : 0,
        };
        Studio studio = new(shot, random);
        PaperKind paper = kind switch
        {
            "ruled" => PaperKind.Ruled,
            "grid" => PaperKind.Squared,
            "words" or "scribble" or "shadow" or "clutter" => random.Pick([PaperKind.Blank, PaperKind.Ruled, PaperKind.Squared, PaperKind.Blackboard]),
            _ => PaperKind.Blank,
        };
        PaperMaker.Fill(studio.Sheet, paper, random);
        float pitch = studio.Area.Height * random.Scale(0.06f, 0.25f);
        PaperMaker.Rule(studio.Sheet, paper, pitch, random);
        WritingPen pen = paper == PaperKind.Blackboard ? WritingPen.Chalk(random) : WritingPen.Draw(random, random.Chance(0.15f));
        Mark(kind, studio, pen, paper is PaperKind.Ruled or PaperKind.Squared ? pitch : 0, random);
        return studio.Take()!;
    }

    private static void Mark(string kind, Studio studio, WritingPen pen, float pitch, SeededRandom random)
    {
        switch (kind)
        {
            case "table" when random.Chance(0.6f):
                Tables.Table(new Writing(studio.Sheet, new NoGlyphs(), pen, random), studio.Area, isFilled: false);
                break;
            case "table":
                Tables.Form(new Writing(studio.Sheet, new NoGlyphs(), pen, random), studio.Area, isFilled: false);
                break;
            case "scribble":
                Scribbles.Draw(studio.Sheet, studio.Area, pen, random);
                break;
            case "words":
                Scribbles.Words(studio.Sheet, studio.Area, pitch, pen, random);
                break;
            case "print":
                Scribbles.Print(studio.Sheet, studio.Area, random);
                break;
        }
    }

    private static Photograph Computed(bool isNoise, SeededRandom random)
    {
        (int width, int height) = random.Pick([(28, 28), (64, 64), (320, 240), (640, 480), (1000, 300), (1280, 960)]);
        ColorField field = new(width, height);
        Noise noise = new(random);
        float grain = random.Scale(1, 40);
        float strength = isNoise ? random.Between(0.1f, 0.5f) : 0.01f;
        float dx = random.Between(-0.5f, 0.5f) / width;
        float dy = random.Between(-0.5f, 0.5f) / height;
        float start = random.Between(0.4f, 0.6f);
        bool isWhite = random.Chance(0.5f);
        for (int i = 0; i < field.Pixels.Length; i++)
        {
            (int y, int x) = Math.DivRem(i, width);
            float value = isNoise ? 0.5f : start + dx * (x - width / 2) + dy * (y - height / 2);
            value += strength * (isNoise && !isWhite ? 2 * noise.Fractal(x / grain, y / grain, 2) : random.Normal());
            field.Pixels[i] = new Vector3(MathF.Max(0, value));
        }

        Sensor none = new(0, 0, 0, 0, 1, 1, 0, Quality: random.Chance(0.5f) ? 85 : 0);
        return new Photograph(none.Encode(field), none.Quality > 0 ? ".jpg" : ".png", []);
    }

    private sealed class NoGlyphs : IGlyphSource
    {
        public IReadOnlyList<Glyph> Next(int digits, SeededRandom random) => [];
    }
}
