namespace Digits.Data;

/// <summary>A sheet of ink: 0 for none, 1 for full, <c>[Height, Width]</c>; while paper is laid under it, values may leave that range.</summary>
/// <param name="width">Width in pixels, at least 1.</param>
/// <param name="height">Height in pixels, at least 1.</param>
internal sealed class InkPlane(int width, int height)
{
    /// <summary>What counts as ink where shapes are measured.</summary>
    private const float Visible = 0.3f;

    /// <summary>Width in pixels.</summary>
    public int Width => width;

    /// <summary>Height in pixels.</summary>
    public int Height => height;

    /// <summary>The values, row by row.</summary>
    public float[] Values { get; } = new float[width * height];

    /// <summary>One row.</summary>
    public Span<float> Row(int y) => Values.AsSpan(y * width, width);

    /// <summary>The part of a row or column that holds visible ink, as first and last; null where there is none.</summary>
    public (int Left, int Top, int Right, int Bottom)? Box()
    {
        int left = width, top = height, right = -1, bottom = -1;
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<float> row = Row(y);
            int first = row.IndexOfAnyInRange(Visible, float.MaxValue);
            if (first < 0)
                continue;

            top = Math.Min(top, y);
            bottom = y;
            left = Math.Min(left, first);
            right = Math.Max(right, row.LastIndexOfAnyInRange(Visible, float.MaxValue));
        }

        return right < 0 ? null : (left, top, right, bottom);
    }

    /// <summary>A part of the sheet; what lies beyond its edges is empty.</summary>
    public InkPlane Cut(int left, int top, int cutWidth, int cutHeight)
    {
        InkPlane part = new(cutWidth, cutHeight);
        int from = Math.Max(0, -left);
        int to = Math.Min(cutWidth, width - left);
        for (int y = Math.Max(0, -top); y < Math.Min(cutHeight, height - top) && to > from; y++)
            Row(top + y)[(left + from)..(left + to)].CopyTo(part.Row(y)[from..]);
        return part;
    }

    /// <summary>Lays a smaller sheet on this one: of two inks the darker is seen. What reaches beyond the edges is lost.</summary>
    public void Add(InkPlane ink, int left, int top, float strength = 1)
    {
        int from = Math.Max(0, -left);
        int to = Math.Min(ink.Width, width - left);
        for (int y = Math.Max(0, -top); y < Math.Min(ink.Height, height - top); y++)
        {
            Span<float> target = Row(top + y);
            ReadOnlySpan<float> source = ink.Row(y);
            for (int x = from; x < to; x++)
                target[left + x] = MathF.Max(target[left + x], strength * source[x]);
        }
    }

    /// <summary>The sheet at another size: the mean over what a pixel covers where it shrinks, between neighbors where it grows.</summary>
    public InkPlane Resize(int newWidth, int newHeight)
    {
        InkPlane across = new(newWidth, height);
        (int First, float[] Shares)[] columns = Shares(width, newWidth);
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<float> row = Row(y);
            Span<float> target = across.Row(y);
            for (int x = 0; x < newWidth; x++)
            {
                (int first, float[] shares) = columns[x];
                float sum = 0;
                for (int i = 0; i < shares.Length; i++)
                    sum += shares[i] * row[first + i];
                target[x] = sum;
            }
        }

        InkPlane result = new(newWidth, newHeight);
        (int First, float[] Shares)[] rows = Shares(height, newHeight);
        for (int y = 0; y < newHeight; y++)
        {
            Span<float> target = result.Row(y);
            (int first, float[] shares) = rows[y];
            for (int i = 0; i < shares.Length; i++)
                System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(across.Row(first + i), shares[i], target, target);
        }

        return result;
    }

    /// <summary>For each new pixel the old ones that it is made of, and their shares.</summary>
    private static (int First, float[] Shares)[] Shares(int from, int to)
    {
        float scale = (float)from / to;
        float reach = MathF.Max(scale, 1);
        (int First, float[] Shares)[] all = new (int, float[])[to];
        for (int i = 0; i < to; i++)
        {
            float middle = (i + 0.5f) * scale;
            int first = Math.Max(0, (int)MathF.Floor(middle - reach));
            int last = Math.Min(from - 1, (int)MathF.Floor(middle + reach));
            float[] shares = new float[last - first + 1];
            float sum = 0;
            for (int k = 0; k < shares.Length; k++)
            {
                float distance = MathF.Abs(first + k + 0.5f - middle);
                shares[k] = scale > 1 ? Math.Clamp((0.5f * scale) + 0.5f - distance, 0, 1) : MathF.Max(0, 1 - distance);
                sum += shares[k];
            }

            foreach (ref float share in shares.AsSpan())
                share /= sum;
            all[i] = (first, shares);
        }

        return all;
    }
}
