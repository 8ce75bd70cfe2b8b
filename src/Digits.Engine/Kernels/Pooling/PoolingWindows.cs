namespace Digits.Engine.Kernels;

/// <summary>The pixels of a map that pooling windows, side by side, cover.</summary>
internal static class PoolingWindows
{
    /// <summary>The pixels, window after window, each window row by row. Rows and columns that no whole window covers are left out.</summary>
    internal static int[] Order(int height, int width, Window2D pool)
    {
        List<int> order = [];
        for (int y = 0; y + pool.KernelHeight <= height; y += pool.KernelHeight)
        {
            for (int x = 0; x + pool.KernelWidth <= width; x += pool.KernelWidth)
            {
                for (int tap = 0; tap < pool.KernelHeight * pool.KernelWidth; tap++)
                    order.Add(((y + (tap / pool.KernelWidth)) * width) + x + (tap % pool.KernelWidth));
            }
        }

        return [.. order];
    }
}
