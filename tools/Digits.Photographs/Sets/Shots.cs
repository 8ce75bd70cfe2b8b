using Digits.Data;

namespace Digits.Photographs;

/// <summary>How each kind of photograph is taken.</summary>
internal static class Shots
{
    private static readonly (int Width, int Height)[] _sizes =
    [
        (640, 480), (640, 480), (640, 480), (800, 600), (900, 500), (1024, 768), (1280, 720), (1280, 960), (1600, 1200), (960, 1280), (1200, 1600),
        (2048, 1536), (1920, 1080),
    ];

    public static Shot Draw(string kind, SeededRandom random)
    {
        (int width, int height) = random.Chance(0.04f) ? (4000, 3000) : random.Pick(_sizes);
        bool isHard = kind == "hard";
        float most = isHard ? 0.26f : 0.09f;
        return new Shot(
            width,
            height,
            IsWholeSheet: random.Chance(isHard ? 0.75f : 0.45f),
            Turn: random.Chance(0.3f) ? 0.26f : most,
            Tilt: isHard ? 0.45f : 0.18f,
            Bend: random.Chance(isHard ? 0.7f : 0.3f) ? 0.05f : 0,
            Unevenness: kind switch { "clean" => random.Between(0.1f, 0.5f), "shadow" => 1, _ => random.Between(0.2f, 1) },
            Shadows: kind == "shadow" ? random.Whole(1, 2) : random.Chance(isHard ? 0.6f : 0.12f) ? 1 : 0,
            Clutter: random.Chance(isHard ? 0.8f : 0.3f) ? random.Whole(1, 3) : 0,
            Badness: isHard ? 1 : random.Between(0, 0.7f));
    }
}
