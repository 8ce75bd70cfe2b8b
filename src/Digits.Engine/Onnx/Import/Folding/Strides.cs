namespace Digits.Engine.Onnx;

/// <summary>Where the values of a tensor lie, row after row.</summary>
internal static class Strides
{
    /// <summary>The number of values, or -1 where that is more than an array can hold.</summary>
    internal static long Count(ReadOnlySpan<int> dimensions)
    {
        long count = 1;
        foreach (int size in dimensions)
        {
            count *= size;
            if (count > int.MaxValue)
                return dimensions.Contains(0) ? 0 : -1;
        }

        return count;
    }

    /// <summary>The distance from one value to the next along each axis.</summary>
    internal static int[] Of(ReadOnlySpan<int> dimensions)
    {
        int[] strides = new int[dimensions.Length];
        for (int axis = strides.Length - 1, stride = 1; axis >= 0; stride *= dimensions[axis--])
            strides[axis] = stride;

        return strides;
    }

    /// <summary>The place of each value of a tensor whose axes run over another's values by these strides.</summary>
    internal static int[] Places(int[] dimensions, int[] strides)
    {
        int[] places = new int[Count(dimensions)];
        int[] position = new int[dimensions.Length];
        int place = 0;
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = place;
            for (int axis = dimensions.Length - 1; axis >= 0; axis--)
            {
                place += strides[axis];
                if (++position[axis] < dimensions[axis])
                    break;

                place -= strides[axis] * dimensions[axis];
                position[axis] = 0;
            }
        }

        return places;
    }

    /// <summary>The place of each value of a tensor that is stretched to more dimensions: an axis of size 1 is read again and again.</summary>
    internal static int[] Stretched(int[] from, int[] to)
    {
        int[] own = Of(from);
        int[] strides = new int[to.Length];
        int offset = to.Length - from.Length;
        for (int axis = 0; axis < from.Length; axis++)
            strides[offset + axis] = from[axis] == 1 ? 0 : own[axis];

        return Places(to, strides);
    }

    /// <summary>The dimensions that two tensors have together where axes of size 1 are stretched; null where they do not fit.</summary>
    internal static int[]? Common(int[] a, int[] b)
    {
        int[] result = new int[Math.Max(a.Length, b.Length)];
        for (int i = 0; i < result.Length; i++)
        {
            int fromA = Size(a, i);
            int fromB = Size(b, i);
            if (fromA != fromB && fromA != 1 && fromB != 1)
                return null;

            result[i] = fromA == 1 ? fromB : fromA;
        }

        return result;

        int Size(int[] dimensions, int axis) => axis < result.Length - dimensions.Length ? 1 : dimensions[axis - result.Length + dimensions.Length];
    }
}
