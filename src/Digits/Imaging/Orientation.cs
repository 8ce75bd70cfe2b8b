using SkiaSharp;

namespace Digits.Imaging;

/// <summary>Sets upright what a camera stored turned or mirrored, as its EXIF data say (the orientations 1 to 8).</summary>
internal static class Orientation
{
    internal static GrayImage Upright(GrayImage image, SKEncodedOrigin origin)
    {
        if (origin is SKEncodedOrigin.TopLeft)
            return image;

        bool swapsSides = origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        bool fromRight = origin is SKEncodedOrigin.TopRight or SKEncodedOrigin.BottomRight or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        bool fromBottom = origin is SKEncodedOrigin.BottomRight or SKEncodedOrigin.BottomLeft or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom;
        (int width, int height) = swapsSides ? (image.Height, image.Width) : (image.Width, image.Height);
        byte[] pixels = new byte[width * height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                (int column, int row) = swapsSides ? (y, x) : (x, y);
                column = fromRight ? image.Width - 1 - column : column;
                row = fromBottom ? image.Height - 1 - row : row;
                pixels[(y * width) + x] = image.Pixels[(row * image.Width) + column];
            }
        }

        return new GrayImage(width, height, pixels);
    }
}
