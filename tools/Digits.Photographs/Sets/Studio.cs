using System.Numerics;
using Digits.Data;

namespace Digits.Photographs;

/// <summary>Puts a sheet before the camera and takes the photograph.</summary>
internal sealed class Studio
{
    private readonly Shot _shot;
    private readonly SeededRandom _random;
    private readonly Noise _noise;
    private readonly float _turn;

    public Studio(Shot shot, SeededRandom random)
    {
        _shot = shot;
        _random = random;
        _noise = new Noise(random);
        _turn = shot.Turn * random.Between(-1, 1);
        bool isPortrait = random.Chance(0.35f);
        float share = random.Between(0.62f, 0.88f);
        int width = (int)(shot.IsWholeSheet ? shot.Width * share * (isPortrait ? 0.72f : 1) : shot.Width * 1.3f);
        int height = (int)(shot.IsWholeSheet ? shot.Height * share * (isPortrait ? 1.08f : 1) : shot.Height * 1.3f);
        Sheet = new Sheet(width, height, _noise);
        Area = shot.IsWholeSheet ? Inside(width, height, 0.86f * width, 0.86f * height) : Inside(width, height, Fit());
    }

    public Sheet Sheet { get; }

    /// <summary>Where writing is sure to be seen.</summary>
    public Box Area { get; }

    /// <summary>A thousandth of the photograph's longer side, in pixels.</summary>
    public float Unit => 0.001f * Math.Max(_shot.Width, _shot.Height);

    /// <summary>Takes the photograph; null where a digit is cut by its edge.</summary>
    public Photograph? Take()
    {
        View view = new(
            _shot.Width, _shot.Height, Sheet.Width, Sheet.Height, _turn, _shot.Tilt * _random.Between(-1, 1), _shot.Tilt * _random.Between(-1, 1),
            _shot.Bend > 0 ? Bend.Draw(_random, _shot.Bend) : Bend.None);
        ColorField scene = new(_shot.Width, _shot.Height);
        DigitBoxes boxes = new(Sheet.Digits, _shot.Width, _shot.Height);
        Desk desk = new(_random, _noise, Unit);
        float lift = _random.Between(6, 30) * Unit;
        for (int y = 0; y < _shot.Height; y++)
        {
            for (int x = 0; x < _shot.Width; x++)
            {
                (float u, float v, float shade) = view.Under(x, y);
                ref Vector3 pixel = ref scene.Pixels[y * _shot.Width + x];
                bool isOn = _shot.HasSheet && (!_shot.IsWholeSheet || (u > -0.5f && v > -0.5f && u < Sheet.Width - 0.5f && v < Sheet.Height - 0.5f));
                pixel = isOn ? Sheet.Paper.Sample(u, v) * shade : desk.Color(u, v) * (_shot.HasSheet ? UnderEdge(u, v, lift) : 1);
                if (isOn && Id(u, v) is > 0 and int id)
                    boxes.Add(id, x, y);
            }
        }

        if (boxes.Finish() is not { } digits)
            return null;
        Clutter.Lay(scene, digits, _shot.Clutter, _random);
        Light light = new(_random, _shot.Unevenness, _shot.Shadows);
        for (int y = 0; y < _shot.Height; y++)
        {
            for (int x = 0; x < _shot.Width; x++)
                scene.Pixels[y * _shot.Width + x] *= light.At(x / (float)_shot.Width, y / (float)_shot.Height);
        }

        Sensor sensor = Sensor.Draw(_random, _shot.Width, _shot.Badness);
        return new Photograph(sensor.Expose(scene, _random, _noise), sensor.Quality > 0 ? ".jpg" : ".png", digits);
    }

    private int Id(float u, float v)
    {
        int x = (int)MathF.Round(u);
        int y = (int)MathF.Round(v);
        return (uint)x < (uint)Sheet.Width && (uint)y < (uint)Sheet.Height ? Sheet.Ids[y * Sheet.Width + x] : 0;
    }

    /// <summary>The sheet's shadow on what it lies on: darkest at its lower right edge.</summary>
    private float UnderEdge(float u, float v, float lift)
    {
        float dx = MathF.Max(MathF.Max(lift * 0.3f - u, u - Sheet.Width - lift * 0.4f), 0);
        float dy = MathF.Max(MathF.Max(lift * 0.3f - v, v - Sheet.Height - lift * 0.4f), 0);
        return 1 - 0.6f * MathF.Exp(-MathF.Sqrt(dx * dx + dy * dy) / (0.5f * lift));
    }

    /// <summary>The largest rectangle of the photograph's form that stays within it when it is turned.</summary>
    private (float Width, float Height) Fit()
    {
        (float sin, float cos) = MathF.SinCos(MathF.Abs(_turn));
        float scale = MathF.Min(_shot.Width / (_shot.Width * cos + _shot.Height * sin), _shot.Height / (_shot.Width * sin + _shot.Height * cos));
        scale *= 0.92f - 0.35f * _shot.Tilt - _shot.Bend;
        return (_shot.Width * scale, _shot.Height * scale);
    }

    private static Box Inside(int width, int height, (float Width, float Height) size) => Inside(width, height, size.Width, size.Height);

    private static Box Inside(int width, int height, float inner, float tall) => new((width - inner) / 2, (height - tall) / 2, inner, tall);
}
