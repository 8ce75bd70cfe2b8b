using System.Numerics;
using Digits.Data;
using SkiaSharp;

namespace Digits.Photographs;

/// <summary>What a camera makes of the light: focus, a hand that shakes, exposure, noise, sharpening, and a file.</summary>
/// <param name="Defocus">Blur in pixels.</param>
/// <param name="Motion">Length of the hand's movement in pixels.</param>
/// <param name="Noise">Deviation of the noise, of 1 for white.</param>
/// <param name="Blotches">Colored noise of low frequency, as a webcam has it.</param>
/// <param name="White">How bright the paper comes out, 0 to 1.</param>
/// <param name="Contrast">1 as it is; less is flat.</param>
/// <param name="Sharpening">Unsharp mask, 0 for none.</param>
/// <param name="Quality">Of the JPEG; 0 for a PNG.</param>
internal sealed record Sensor(float Defocus, float Motion, float Noise, float Blotches, float White, float Contrast, float Sharpening, int Quality)
{
    public static Sensor Draw(SeededRandom random, int width, float badness)
    {
        float unit = MathF.Max(1, width / 1200f);
        bool isWebcam = width <= 800 && random.Chance(0.5f);
        return new Sensor(
            unit * random.Between(0.45f, 0.8f + 1.1f * badness),
            random.Chance(0.15f + 0.2f * badness) ? unit * random.Between(1.5f, 3 + 3 * badness) : 0,
            random.Between(0.003f, 0.012f + 0.02f * badness) * (isWebcam ? 1.6f : 1),
            isWebcam ? random.Between(0.01f, 0.035f) : random.Between(0, 0.008f),
            random.Between(isWebcam ? 0.5f : 0.62f, 0.95f),
            random.Between(0.85f, 1.25f),
            random.Chance(0.5f) ? random.Between(0.2f, 0.9f) : 0,
            isWebcam && random.Chance(0.5f) ? 0 : random.Whole(45, 94));
    }

    public byte[] Expose(ColorField scene, SeededRandom random, Noise noise)
    {
        scene.Blur(Defocus);
        if (Motion > 0)
        {
            (float sin, float cos) = MathF.SinCos(random.Between(0, MathF.PI));
            scene.Move(cos * Motion, sin * Motion);
        }

        float gain = MathF.Pow(White, 2.2f) / MathF.Max(0.02f, Bright(scene));
        for (int y = 0; y < scene.Height; y++)
        {
            for (int x = 0; x < scene.Width; x++)
            {
                ref Vector3 pixel = ref scene.Pixels[y * scene.Width + x];
                pixel = Curve(pixel * gain, random, noise, x, y);
            }
        }

        return Encode(Sharpening > 0 ? Sharpened(scene) : scene);
    }

    /// <summary>The brightness that nine tenths of the picture do not reach: the paper's.</summary>
    private static float Bright(ColorField scene)
    {
        int step = Math.Max(1, scene.Pixels.Length / 20000);
        float[] sample = [.. Enumerable.Range(0, scene.Pixels.Length / step).Select(i => scene.Pixels[i * step].Y).Order()];
        return sample[sample.Length * 9 / 10];
    }

    private Vector3 Curve(Vector3 light, SeededRandom random, Noise noise, int x, int y)
    {
        Vector3 shown = new(Gamma(light.X), Gamma(light.Y), Gamma(light.Z));
        shown = new Vector3(0.5f) + (shown - new Vector3(0.5f)) * Contrast;
        float strength = Noise * (1.3f - 0.6f * Math.Clamp(shown.Y, 0, 1));
        float gray = random.NextSingle() + random.NextSingle() + random.NextSingle() - 1.5f;
        shown += new Vector3(2 * strength * gray);
        if (Blotches > 0)
        {
            float red = noise.At(x / 5f, y / 4f) + 0.7f * noise.At(x / 17f + 9, y / 13f);
            float blue = noise.At(x / 5f + 77, y / 4f + 31) + 0.7f * noise.At(x / 15f + 40, y / 19f);
            shown += Blotches * new Vector3(red, -0.3f * (red + blue) + 0.4f * noise.At(x / 3f, y / 3f + 99), blue);
        }

        return shown;
    }

    private static float Gamma(float light)
    {
        // A soft shoulder instead of a hard end at white.
        float shown = MathF.Pow(MathF.Max(light, 0), 1 / 2.2f);
        return shown < 0.85f ? shown : 0.85f + 0.15f * (1 - MathF.Exp(-(shown - 0.85f) / 0.15f));
    }

    private ColorField Sharpened(ColorField shown)
    {
        ColorField soft = new(shown.Width, shown.Height);
        shown.Pixels.CopyTo(soft.Pixels, 0);
        soft.Blur(1.2f);
        for (int i = 0; i < soft.Pixels.Length; i++)
            soft.Pixels[i] = shown.Pixels[i] + Sharpening * (shown.Pixels[i] - soft.Pixels[i]);
        return soft;
    }

    /// <summary>The file of a picture as it is shown, or of linear light.</summary>
    public byte[] Encode(ColorField shown, bool isLinear = false)
    {
        byte[] pixels = new byte[4 * shown.Pixels.Length];
        for (int i = 0; i < shown.Pixels.Length; i++)
        {
            Vector3 pixel = Vector3.Clamp(shown.Pixels[i], Vector3.Zero, Vector3.One);
            Vector3 color = (isLinear ? new Vector3(MathF.Pow(pixel.X, 1 / 2.2f), MathF.Pow(pixel.Y, 1 / 2.2f), MathF.Pow(pixel.Z, 1 / 2.2f)) : pixel) * 255;
            color += new Vector3(0.5f);
            (pixels[4 * i], pixels[4 * i + 1], pixels[4 * i + 2], pixels[4 * i + 3]) = ((byte)color.X, (byte)color.Y, (byte)color.Z, 255);
        }

        using SKImage image = SKImage.FromPixelCopy(new SKImageInfo(shown.Width, shown.Height, SKColorType.Rgba8888, SKAlphaType.Opaque), pixels);
        using SKData data = image.Encode(Quality > 0 ? SKEncodedImageFormat.Jpeg : SKEncodedImageFormat.Png, Quality > 0 ? Quality : 100);
        return data.ToArray();
    }
}
