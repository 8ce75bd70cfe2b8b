#:package Microsoft.ML.OnnxRuntime@1.31.1
#:project ../../src/Digits/Digits.csproj
#:property PublishAot=false
#:property ManagePackageVersionsCentrally=false
#:property CentralPackageTransitivePinningEnabled=false

// Numbers of one line, read by Digits and by PP-OCRv4 mobile's recognition in ONNX Runtime, one thread each, by turns: accuracy and the time of a line.
//   dotnet run -c Release bench/compare/pp_ocr.cs -- REC.onnx KEYS.txt [FOLDER…] [--rounds 3] [--limit N] [--least-width 320]
// A FOLDER has pictures and labels.tsv; $DIGITS_DATA/strings/cheques without one. --least-width is what PP-OCR pads a narrower line to.

using System.Diagnostics;
using System.Globalization;
using Digits.Data;
using Digits.Imaging;
using Digits.Reading;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using SkiaSharp;

const int Height = 48;
List<string> given = [.. args];
int rounds = Option("--rounds", 3);
int limit = Option("--limit", 1_000_000);
int leastWidth = Option("--least-width", 320);
if (given.Count < 2)
{
    Console.Error.WriteLine("dotnet run -c Release bench/compare/pp_ocr.cs -- REC.onnx KEYS.txt [FOLDER…] [--rounds 3] [--limit N] [--least-width 320]");
    return 2;
}

using SessionOptions options = new() { IntraOpNumThreads = 1, InterOpNumThreads = 1, GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL };
using InferenceSession session = new(given[0], options);
string input = session.InputMetadata.Keys.Single();

// Class 0 is the blank, and the lines of the file follow; of all of them only the ten digits are allowed.
string[] keys = File.ReadAllLines(given[1]);
int[] classes = [0, .. Enumerable.Range(0, 10).Select(digit => 1 + Array.IndexOf(keys, digit.ToString(CultureInfo.InvariantCulture)))];
ReadOptions line = new() { Mode = ReadMode.Line };

string[] folders = given.Count > 2 ? [.. given[2..]] : [Path.Combine(Environment.GetEnvironmentVariable("DIGITS_DATA") ?? "data", "strings", "cheques")];
foreach (string folder in folders)
    Compare(StringFolder.Load(folder));
return 0;

void Compare(StringFolder folder)
{
    LabeledString[] strings = [.. folder.Strings.Take(limit)];
    GrayImage[] gray = [.. strings.Select(label => Picture.Load(label.Path))];
    SKBitmap[] color = [.. strings.Select(label => SKBitmap.Decode(label.Path, Info(label.Path)))];
    List<double> ours = [], network = [], theirs = [];
    (int Ours, int Theirs) right = default;
    for (int round = -1; round < rounds; round++)
    {
        (double Ours, double Network, double Theirs) time = default;
        right = default;
        for (int turn = 0; turn < 2; turn++)
        {
            if ((turn == 0) == (round % 2 == 0))
                right.Ours = ReadByDigits(strings, gray, ref time.Ours);
            else
                right.Theirs = ReadByPaddle(strings, color, ref time.Network, ref time.Theirs);
        }

        // The first round warms up.
        if (round < 0)
            continue;
        ours.Add(time.Ours / strings.Length);
        network.Add(time.Network / strings.Length);
        theirs.Add(time.Theirs / strings.Length);
    }

    Console.WriteLine($"{folder.Name}, {strings.Length} lines, medians of {rounds} rounds, one thread");
    Console.WriteLine($"  Digits, Line mode, from the gray picture   {100.0 * right.Ours / strings.Length:0.0} % right   {Median(ours):0.00} ms a line");
    Console.WriteLine($"  PP-OCRv4 recognition, digits only          {100.0 * right.Theirs / strings.Length:0.0} % right   {Median(theirs):0.00} ms a line, "
        + $"{Median(network):0.00} of them in the network");
    Console.WriteLine($"  Digits is {Median(theirs) / Median(ours):0.0} times as fast, {Median(network) / Median(ours):0.0} times as the network alone");
    foreach (SKBitmap bitmap in color)
        bitmap.Dispose();
}

int ReadByDigits(LabeledString[] strings, GrayImage[] pictures, ref double milliseconds)
{
    int right = 0;
    long start = Stopwatch.GetTimestamp();
    for (int i = 0; i < strings.Length; i++)
        right += DigitReader.Default.Read(pictures[i], options: line).Text.ReplaceLineEndings("") == strings[i].Text ? 1 : 0;
    milliseconds += Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    return right;
}

int ReadByPaddle(LabeledString[] strings, SKBitmap[] pictures, ref double inNetwork, ref double all)
{
    int right = 0;
    long start = Stopwatch.GetTimestamp();
    for (int i = 0; i < strings.Length; i++)
    {
        DenseTensor<float> pixels = Prepared(pictures[i]);
        long begin = Stopwatch.GetTimestamp();
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = session.Run([NamedOnnxValue.CreateFromTensor(input, pixels)]);
        inNetwork += Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        right += Decode(results[0].AsTensor<float>()) == strings[i].Text ? 1 : 0;
    }

    all += Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    return right;
}

// As PaddleOCR does: 48 pixels high with the proportions kept, bilinear, blue first, -1 to 1, zeros to the right of a narrow line.
DenseTensor<float> Prepared(SKBitmap picture)
{
    int width = Math.Max(1, (int)Math.Ceiling(Height * (double)picture.Width / picture.Height));
    DenseTensor<float> pixels = new([1, 3, Height, Math.Max(width, leastWidth)]);
    ReadOnlySpan<byte> bytes = picture.GetPixelSpan();
    Span<float> plane = pixels.Buffer.Span;
    int stride = Math.Max(width, leastWidth);
    for (int y = 0; y < Height; y++)
    {
        double v = Math.Clamp((y + 0.5) * picture.Height / Height - 0.5, 0, picture.Height - 1);
        int top = (int)v * picture.RowBytes;
        int bottom = Math.Min((int)v + 1, picture.Height - 1) * picture.RowBytes;
        for (int x = 0; x < width; x++)
        {
            double u = Math.Clamp((x + 0.5) * picture.Width / width - 0.5, 0, picture.Width - 1);
            int left = 4 * (int)u;
            int right = 4 * Math.Min((int)u + 1, picture.Width - 1);
            for (int c = 0; c < 3; c++)
            {
                double upper = bytes[top + left + c] + (bytes[top + right + c] - bytes[top + left + c]) * (u - (int)u);
                double lower = bytes[bottom + left + c] + (bytes[bottom + right + c] - bytes[bottom + left + c]) * (u - (int)u);
                plane[(c * Height + y) * stride + x] = (float)((upper + (lower - upper) * (v - (int)v)) / 127.5 - 1);
            }
        }
    }

    return pixels;
}

// The best path (Graves et al. 2006) among the blank and the digits.
string Decode(Tensor<float> output)
{
    string text = "";
    int before = 0;
    for (int step = 0; step < output.Dimensions[1]; step++)
    {
        int best = Enumerable.Range(0, classes.Length).MaxBy(c => output[0, step, classes[c]]);
        if (best > 0 && best != before)
            text += (char)('0' + best - 1);
        before = best;
    }

    return text;
}

int Option(string name, int otherwise)
{
    int at = given.IndexOf(name);
    if (at < 0 || at + 1 >= given.Count)
        return otherwise;
    int value = int.Parse(given[at + 1], CultureInfo.InvariantCulture);
    given.RemoveRange(at, 2);
    return value;
}

static SKImageInfo Info(string path)
{
    using SKCodec codec = SKCodec.Create(path);
    return new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Bgra8888, SKAlphaType.Opaque);
}

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
