using Digits.Imaging;

namespace Digits.Data;

/// <summary>Many pictures of strings side by side, each shrunk or enlarged to fit its cell.</summary>
internal static class StringSheet
{
    /// <summary>The most pictures on a sheet.</summary>
    internal const int Most = 200;

    private const int Columns = 5, Width = 236, Height = 52, Gap = 8;
    private const byte Background = 64;

    /// <summary>Draws the first pictures, at least one.</summary>
    internal static GrayImage Draw(IReadOnlyList<GrayImage> pictures)
    {
        int count = Math.Min(Most, pictures.Count);
        int width = (Columns * (Width + Gap)) + Gap;
        int height = ((count + Columns - 1) / Columns * (Height + Gap)) + Gap;
        byte[] sheet = new byte[width * height];
        sheet.AsSpan().Fill(Background);
        for (int i = 0; i < count; i++)
        {
            InkPlane cell = Fitted(pictures[i]);
            int left = Gap + (i % Columns * (Width + Gap)) + ((Width - cell.Width) / 2);
            int top = Gap + (i / Columns * (Height + Gap)) + ((Height - cell.Height) / 2);
            for (int y = 0; y < cell.Height; y++)
            {
                for (int x = 0; x < cell.Width; x++)
                    sheet[((top + y) * width) + left + x] = (byte)Math.Clamp(MathF.Round(cell.Row(y)[x]), 0, 255);
            }
        }

        return new GrayImage(width, height, sheet);
    }

    private static InkPlane Fitted(GrayImage picture)
    {
        InkPlane plane = new(picture.Width, picture.Height);
        for (int i = 0; i < plane.Values.Length; i++)
            plane.Values[i] = picture.Pixels[i];
        double scale = Math.Min((double)Width / picture.Width, (double)Height / picture.Height);
        return plane.Resize(Math.Clamp((int)Math.Round(picture.Width * scale), 1, Width), Math.Clamp((int)Math.Round(picture.Height * scale), 1, Height));
    }
}
