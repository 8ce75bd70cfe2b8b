using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Digits.Data;

/// <summary>
/// Changes images at random: a warp (shift, rotation, size, slant, elastic distortion) in one pass of sampling, thickness before it, blank places after it.
/// The result depends only on the image, the seed, the epoch and the image's place in the set. One instance serves one thread.
/// </summary>
internal sealed partial class Augmenter
{
    /// <summary>Zeros around the picture, so that sampling needs no case for what lies outside, and small shifts none at all.</summary>
    private const int Border = 4;

    private readonly AugmentationOptions _options;
    private readonly int _rows;
    private readonly int _columns;
    private readonly int _stride;
    private readonly float[] _source;
    private readonly float[] _morphed;
    private readonly ElasticField? _elastic;
    private readonly CoarsePixels? _coarse;
    private readonly float[] _blended;
    private readonly bool _warps;
    private readonly bool _translates;
    private readonly SeededRandom _random = new(0);

    /// <summary>Prepares for images of one size.</summary>
    internal Augmenter(AugmentationOptions options, int rows, int columns)
    {
        (_options, _rows, _columns) = (options, rows, columns);
        _stride = columns + (2 * Border);
        _source = new float[(rows + (2 * Border)) * _stride];
        _morphed = new float[_source.Length];
        _elastic = options.Elastic > 0 ? new ElasticField(rows, columns) : null;
        _coarse = options is { Coarse: 0, Binary: 0 } ? null : new CoarsePixels(rows, columns);
        _blended = new float[_source.Length];
        _translates = options is { Shift: > 0 and <= Border - 1, Rotate: 0, Scale: 0, Stretch: 0, Shear: 0, Elastic: 0, Fill: 0, Cubic: 0 };
        _warps = options is not { Shift: 0, Rotate: 0, Scale: 0, Stretch: 0, Shear: 0, Elastic: 0, Fill: 0 };
    }

    /// <summary>Changes one image.</summary>
    /// <param name="image">The image, <c>[rows, columns]</c>, 0 to 1, ink the greater.</param>
    /// <param name="target">Receives the changed one.</param>
    /// <param name="seed">The seed of the training.</param>
    /// <param name="draw">A number of its own for every image of every epoch.</param>
    internal void Apply(ReadOnlySpan<float> image, Span<float> target, ulong seed, ulong draw)
    {
        _random.Restart(seed, draw);
        _source.AsSpan().Clear();
        for (int y = 0; y < _rows; y++)
            image.Slice(y * _columns, _columns).CopyTo(_source.AsSpan(((y + Border) * _stride) + Border));

        float[] source = _options.Thickness > 0 ? Thicken() : _source;
        if (_translates)
            Translate(source, target);
        else if (_warps)
            Warp(source, target);
        else
            Crop(source, target);

        if (_options.Intrude > 0 && _random.NextDouble() < _options.Intrude)
            IntrudingStroke.Draw(target, _rows, _columns, _random);

        if (_coarse is not null)
            Coarsen(_coarse, target);

        if (_options.Contrast > 0 && _random.NextDouble() < 0.5)
            Fade(target);

        if (_options.Noise > 0 && _random.NextDouble() < 0.5)
            AddNoise(target);

        if (_options.Erase > 0 && _random.NextDouble() < _options.Erase)
            EraseRectangle(target);

        if (_options.Cutout > 0)
            CutSquare(target);
    }

    private double Uniform(double most) => most * ((2 * _random.NextDouble()) - 1);

    /// <summary>A factor from 1/(1 + most) to 1 + most, its logarithm uniform.</summary>
    private double Factor(double most) => most == 0 ? 1 : Math.Pow(1 + most, Uniform(1));

    /// <summary>
    /// Every pixel blends with the greatest (or, for thinner strokes, least) of itself and its four neighbors, so that strokes grow by a share of a pixel on
    /// each side.
    /// </summary>
    private float[] Thicken()
    {
        double amount = Uniform(_options.Thickness);
        bool thinner = amount < 0;
        float left = (float)Math.Abs(amount);
        float[] from = _source;
        float[] to = _morphed;
        int length = _source.Length - (2 * _stride) - 2;
        for (; left > 0; left--, (from, to) = (to, from))
        {
            ReadOnlySpan<float> all = from;
            ReadOnlySpan<float> middle = all.Slice(_stride + 1, length);
            Span<float> result = to.AsSpan(_stride + 1, length);
            Join(middle, all.Slice(_stride, length), result, thinner);
            Join(result, all.Slice(_stride + 2, length), result, thinner);
            Join(result, all.Slice(1, length), result, thinner);
            Join(result, all.Slice((2 * _stride) + 1, length), result, thinner);
            if (left < 1)
                TensorPrimitives.Lerp(middle, result, left, result);
        }

        return from;
    }

    private static void Join(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> result, bool least)
    {
        if (least)
            TensorPrimitives.Min(a, b, result);
        else
            TensorPrimitives.Max(a, b, result);
    }

    /// <summary>
    /// Does what <see cref="Warp"/> does where there is only a shift: the same four weights for all pixels, so rows can be blended as a whole.
    /// </summary>
    private void Translate(float[] source, Span<float> target)
    {
        double startX = Border - Uniform(_options.Shift);
        double startY = Border - Uniform(_options.Shift);
        int left = (int)startX;
        int top = (int)startY;
        int length = (_rows * _stride) + _columns;
        ReadOnlySpan<float> upper = source.AsSpan((top * _stride) + left, length);
        Span<float> blended = _blended.AsSpan(0, length);
        TensorPrimitives.Lerp(upper, source.AsSpan((top * _stride) + left + 1, length), (float)(startX - left), blended);
        float low = (float)(startY - top);
        for (int y = 0; y < _rows; y++)
            TensorPrimitives.Lerp(blended.Slice(y * _stride, _columns), blended.Slice((y + 1) * _stride, _columns), low, target.Slice(y * _columns, _columns));
    }

    /// <summary>For each pixel of the result, the place in the source that it comes from.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Warp(float[] source, Span<float> target)
    {
        double angle = Uniform(_options.Rotate) * Math.PI / 180;
        double size = Factor(_options.Scale);
        double stretch = Math.Sqrt(Factor(_options.Stretch));
        double shear = Uniform(_options.Shear);
        (double sin, double cos) = Math.SinCos(angle);

        // Inverse of: stretch and size, then slant, then rotation, then shift.
        float xx = (float)((cos + (shear * sin)) / (size * stretch));
        float xy = (float)((sin - (shear * cos)) / (size * stretch));
        float yx = (float)(-sin * stretch / size);
        float yy = (float)(cos * stretch / size);
        float centerX = (_columns - 1) / 2f;
        float centerY = (_rows - 1) / 2f;
        float startX = centerX - (float)Uniform(_options.Shift);
        float startY = centerY - (float)Uniform(_options.Shift);
        _elastic?.Draw(_random, (float)_options.Elastic);
        if (_options.Fill > 0 && _random.NextDouble() < _options.Fill)
        {
            (float across, float down) = Filling(source);
            (xx, xy, yx, yy) = (xx / across, xy / across, yx / down, yy / down);
        }

        bool cubic = _options.Cubic > 0 && _random.NextDouble() < _options.Cubic;
        for (int y = 0; y < _rows; y++)
        {
            Span<float> row = target.Slice(y * _columns, _columns);
            float rowX = startX + (xy * (y - centerY)) - (xx * centerX);
            float rowY = startY + (yy * (y - centerY)) - (yx * centerX);
            ReadOnlySpan<float> shiftsX = _elastic is null ? default : _elastic.RowX(y);
            ReadOnlySpan<float> shiftsY = _elastic is null ? default : _elastic.RowY(y);
            int x = cubic || !shiftsX.IsEmpty ? 0 : SampleRow(source, row, rowX, xx, rowY, yx);
            for (; x < row.Length; x++)
            {
                float sourceX = rowX + (xx * x);
                float sourceY = rowY + (yx * x);
                if (!shiftsX.IsEmpty)
                {
                    sourceX += shiftsX[x];
                    sourceY += shiftsY[x];
                }

                row[x] = cubic ? SampleCubic(source, sourceX, sourceY) : Sample(source, sourceX, sourceY);
            }
        }
    }

    /// <summary>Factors that stretch the ink towards a square; how far is drawn.</summary>
    private (float Across, float Down) Filling(float[] source)
    {
        const float Ink = 0.3f;
        (int left, int right, int top, int bottom) = (_columns, -1, _rows, -1);
        for (int y = 0; y < _rows; y++)
        {
            ReadOnlySpan<float> row = source.AsSpan(((y + Border) * _stride) + Border, _columns);
            for (int x = 0; x < row.Length; x++)
            {
                if (row[x] > Ink)
                    (left, right, top, bottom) = (Math.Min(left, x), Math.Max(right, x), Math.Min(top, y), y);
            }
        }

        double share = _random.NextDouble();
        if (right < 0)
            return (1, 1);

        double ratio = (bottom - top + 1.0) / (right - left + 1);
        return ((float)Math.Pow(Math.Max(1, ratio), share), (float)Math.Pow(Math.Max(1, 1 / ratio), share));
    }

    private void Coarsen(CoarsePixels coarse, Span<float> target)
    {
        double factor = Math.Pow(1 + _options.Coarse, _random.NextDouble());
        bool binary = _random.NextDouble() < _options.Binary;
        float threshold = 0.3f + (0.3f * _random.NextSingle());
        coarse.Apply(target, factor, binary ? threshold : null);
    }

    private void Fade(Span<float> target)
    {
        float ground = (float)(_options.Contrast * _random.NextDouble());
        float ink = 1 - (float)(_options.Contrast * _random.NextDouble());
        TensorPrimitives.Multiply(target, ink - ground, target);
        TensorPrimitives.Add(target, ground, target);
    }

    private void AddNoise(Span<float> target)
    {
        double amount = _options.Noise * _random.NextDouble();
        if (_random.NextDouble() < 0.5)
        {
            // Uniform noise of that deviation: normal noise takes several times as long and teaches no more.
            float width = (float)(amount * Math.Sqrt(12));
            foreach (ref float value in target)
                value = Math.Clamp(value + (width * (_random.NextSingle() - 0.5f)), 0, 1);
        }
        else
        {
            float share = (float)amount / 2;
            foreach (ref float value in target)
            {
                float draw = _random.NextSingle();
                if (draw < share)
                    value = draw < share / 2 ? 0 : 1;
            }
        }
    }

    private void Crop(float[] source, Span<float> target)
    {
        for (int y = 0; y < _rows; y++)
            source.AsSpan(((y + Border) * _stride) + Border, _columns).CopyTo(target[(y * _columns)..]);
    }

    private void EraseRectangle(Span<float> target)
    {
        double area = _rows * _columns * (0.05 + (0.2 * _random.NextDouble()));
        double aspect = Math.Pow(3, Uniform(1));
        Blank(target, (int)Math.Round(Math.Sqrt(area * aspect)), (int)Math.Round(Math.Sqrt(area / aspect)));
    }

    private void CutSquare(Span<float> target)
    {
        int side = (int)Math.Round(_options.Cutout);
        Blank(target, side, side);
    }

    /// <summary>A rectangle whose middle lies anywhere in the picture.</summary>
    private void Blank(Span<float> target, int width, int height)
    {
        int left = _random.NextInt(_columns) - (width / 2);
        int top = _random.NextInt(_rows) - (height / 2);
        int first = Math.Max(0, left);
        int count = Math.Min(_columns, left + width) - first;
        for (int y = Math.Max(0, top); y < Math.Min(_rows, top + height); y++)
            target.Slice((y * _columns) + first, Math.Max(0, count)).Clear();
    }
}
