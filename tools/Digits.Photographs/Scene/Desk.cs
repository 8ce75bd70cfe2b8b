using System.Numerics;
using Digits.Data;

namespace Digits.Photographs;

/// <summary>What the sheet lies on: wood, tiles, carpet, cloth, stone or plain paint, in colors at random.</summary>
internal sealed class Desk
{
    // Of each kind, pairs of colors: wood, tiles and their joints, carpet, striped cloth, stone, paint.
    private static readonly (Vector3, Vector3)[][] _colors =
    [
        [
            (Draws.Color(150, 105, 65), Draws.Color(95, 60, 35)),
            (Draws.Color(195, 155, 110), Draws.Color(160, 115, 75)),
            (Draws.Color(75, 48, 32), Draws.Color(45, 28, 20)),
        ],
        [
            (Draws.Color(190, 180, 165), Draws.Color(120, 115, 110)),
            (Draws.Color(160, 120, 95), Draws.Color(215, 205, 195)),
            (Draws.Color(90, 95, 100), Draws.Color(60, 60, 62)),
        ],
        [
            (Draws.Color(95, 90, 88), Draws.Color(55, 52, 52)),
            (Draws.Color(110, 75, 70), Draws.Color(70, 45, 45)),
            (Draws.Color(150, 140, 120), Draws.Color(105, 98, 85)),
        ],
        [
            (Draws.Color(60, 75, 110), Draws.Color(190, 190, 195)),
            (Draws.Color(150, 60, 60), Draws.Color(215, 205, 195)),
            (Draws.Color(90, 110, 95), Draws.Color(125, 145, 130)),
        ],
        [
            (Draws.Color(165, 160, 155), Draws.Color(60, 58, 60)),
            (Draws.Color(70, 70, 72), Draws.Color(160, 160, 160)),
        ],
        [
            (Draws.Color(45, 45, 48), Draws.Color(30, 30, 33)),
            (Draws.Color(120, 125, 130), Draws.Color(100, 105, 110)),
            (Draws.Color(105, 80, 60), Draws.Color(90, 68, 52)),
        ],
    ];

    private readonly Noise _noise;
    private readonly int _kind;
    private readonly float _unit;
    private readonly Vector3 _color;
    private readonly Vector3 _other;
    private readonly float _contrast;

    /// <summary>Chooses a desk or a floor.</summary>
    /// <param name="random">Chooses.</param>
    /// <param name="noise">Its grain.</param>
    /// <param name="unit">A thousandth of the photograph's longer side in pixels.</param>
    public Desk(SeededRandom random, Noise noise, float unit)
    {
        _noise = noise;
        _kind = random.NextInt(6);
        _unit = unit * random.Scale(0.6f, 1.8f);
        (Vector3 color, Vector3 other) = random.Pick(_colors[_kind]);
        _color = random.Near(color, 0.12f);
        _other = random.Near(other, 0.12f);
        _contrast = random.Between(0.5f, 1);
    }

    public Vector3 Color(float x, float y)
    {
        x /= _unit;
        y /= _unit;
        return _kind switch
        {
            0 => Wood(x, y),
            1 => Tiles(x, y),
            2 => Mix(0.5f + 0.5f * _noise.Fractal(x / 9, y / 9, 4) + 0.35f * _noise.At(x / 1.7f, y / 1.7f)),
            3 => Mix(0.5f + 0.42f * MathF.Sign(MathF.Sin(x / 14)) + 0.16f * _noise.At(x / 1.2f, y / 2.2f)),
            4 => Mix(0.2f + 0.6f * MathF.Max(0, _noise.Fractal(x / 12, y / 12, 4)) + 0.4f * MathF.Max(0, _noise.At(x / 3, y / 3))),
            _ => Mix(0.5f + 0.3f * _noise.Fractal(x / 150, y / 150, 4) + 0.07f * _noise.At(x / 1.5f, y / 1.5f)),
        };
    }

    private Vector3 Wood(float x, float y)
    {
        const float Plank = 170;
        float plank = MathF.Floor(y / Plank);
        float within = y - plank * Plank;
        float warp = 14 * _noise.Fractal(x / 260, y / 90 + plank * 13, 3);
        float rings = MathF.Sin((y + warp) / 6.5f + 3 * _noise.At(x / 400, y / 60 + plank * 5));
        float fiber = _noise.At(x / 45, y / 1.6f);
        Vector3 color = Mix(0.5f + 0.25f * rings + 0.25f * fiber + 0.25f * _noise.At(plank * 3.7f, 0.5f));
        return within < 2 ? color * 0.35f : color;
    }

    private Vector3 Tiles(float x, float y)
    {
        const float Tile = 210;
        float column = MathF.Floor(x / Tile);
        float row = MathF.Floor(y / Tile);
        float edge = MathF.Min(MathF.Min(x - column * Tile, y - row * Tile), MathF.Min((column + 1) * Tile - x, (row + 1) * Tile - y));
        float stone = 1 + 0.12f * _noise.Fractal(x / 40 + column * 7, y / 40 + row * 3, 4) + 0.08f * _noise.At(column * 1.7f + 0.3f, row * 2.3f + 0.6f);
        return edge < 3 ? _other * (1 + 0.2f * _noise.At(x / 2, y / 2)) : _color * stone;
    }

    private Vector3 Mix(float t) => Vector3.Lerp(_color, _other, Math.Clamp(0.5f + (t - 0.5f) * _contrast, 0, 1));
}
