#:project ../src/Digits/Digits.csproj
#:property PublishAot=false

// All measures of reading in a row, as one table: strings, photographs, pictures without digits, digits of other collections, letters, MNIST in other dress.
//   dotnet run -c Release tools/measures.cs -- [NAME…] [--made DIR] [--nothing DIR] [--limit N] [--threads N] [--details FILE] [--digits MODEL] [--lines MODEL]
// A NAME is cheques, pen, photos, made, nothing, unseen, nondigits or mnist; all without one. --made and --nothing are folders that
// tools/Digits.Photographs wrote. --limit reads only the first N of each. --details writes what was read in each picture. --digits and --lines are models
// instead of those that come with the library. $DIGITS_DATA holds the data.

using System.Diagnostics;
using System.Globalization;
using System.Text;
using Digits.Data;
using Digits.Engine;
using Digits.Evaluation;
using Digits.Imaging;
using Digits.Reading;

Dictionary<string, string> options = [];
List<string> names = [];
for (int i = 0; i < args.Length; i++)
{
    if (args[i].StartsWith("--", StringComparison.Ordinal) && i + 1 < args.Length)
        options[args[i]] = args[++i];
    else
        names.Add(args[i]);
}

string data = Environment.GetEnvironmentVariable("DIGITS_DATA") ?? "data";
int limit = int.Parse(options.GetValueOrDefault("--limit", "1000000"), CultureInfo.InvariantCulture);
int threads = int.Parse(options.GetValueOrDefault("--threads", "2"), CultureInfo.InvariantCulture);
Classifier classifier = options.TryGetValue("--digits", out string? digitsModel) ? new Classifier(OnnxModel.Load(digitsModel), threads: 1) : Classifier.Default;
DigitReader reader = options.TryGetValue("--lines", out string? linesModel)
    ? new DigitReader(classifier, OnnxModel.Load(linesModel))
    : new DigitReader(classifier);
StringBuilder details = new("set\tfile\ttruth\tread\tright\tfalse\n");
List<StringReading> answers = [];

if (Wants("cheques"))
    Strings("cheques", ReadMode.Auto, ReadMode.Line);
if (Wants("pen"))
    Strings("pen", ReadMode.Auto, ReadMode.Page);
if (answers.Count > 0)
    Print("surest two thirds of both", $"{Right(answers.OrderByDescending(answer => answer.Confidence).Take(answers.Count * 2 / 3)),7:0.00} % right");
if (Wants("photos"))
    Photographs("photos", Path.Combine(data, "strings", "photos"), ReadMode.Auto);
if (Wants("made") && options.TryGetValue("--made", out string? made))
    Photographs("made", made, ReadMode.Auto);
if (Wants("nothing") && options.TryGetValue("--nothing", out string? nothing))
    Nothing(nothing);
if (Wants("unseen"))
    Unseen();
if (Wants("nondigits"))
    Letters();
if (Wants("mnist"))
    Mnist();
if (options.TryGetValue("--details", out string? file))
    File.WriteAllText(file, details.ToString());

bool Wants(string name) => names.Count == 0 || names.Contains(name);

void Print(string name, string figures) => Console.WriteLine($"{name,-44} {figures}");

// Pictures of one string: exactly right, and digits found and false by the alignment of the texts.
void Strings(string name, params ReadMode[] modes)
{
    StringFolder folder = StringFolder.Load(Path.Combine(data, "strings", name));
    foreach (ReadMode mode in modes)
    {
        StringEvaluation read = StringEvaluation.Run(folder, path => reader.Read(path, new ReadOptions { Mode = mode, Threads = 1 }), threads);
        StringMetrics m = read.Metrics;
        Print(
            $"{name}, {mode}",
            $"{100 * m.Accuracy,7:0.00} % right   CER {100 * m.CharacterErrorRate:0.00}   "
            + $"surest 2/3: {100 * m.AccuracyOfSurestTwoThirds:0.00}   {m.Seconds:0.0} s");
        if (mode != ReadMode.Auto)
            continue;
        answers.AddRange(read.Readings);
        foreach (StringReading answer in read.Readings)
            Detail(name, answer.Label.File, answer.Label.Text, answer.Text, answer.IsExact ? 1 : 0, answer.IsExact ? 0 : 1);
    }
}

double Right(IEnumerable<StringReading> some) => 100 * some.Average(answer => answer.IsExact ? 1 : 0);

// Photographs: digits found and right, and false ones, of those that are there; by their places where boxes.tsv tells them, else by the texts.
void Photographs(string name, string path, ReadMode mode)
{
    StringFolder folder = StringFolder.Load(path);
    Dictionary<string, string> kinds = Column(Path.Combine(path, "labels.tsv"), "kind");
    string boxesFile = Path.Combine(path, "boxes.tsv");
    ILookup<string, Truth>? boxes = File.Exists(boxesFile)
        ? File.ReadLines(boxesFile).Skip(1).Select(line => line.Split('\t')).ToLookup(cells => cells[0], Truth.Parse)
        : null;
    StringEvaluation read = StringEvaluation.Run(folder, file => reader.Read(file, new ReadOptions { Mode = mode, Threads = 1 }), threads);
    List<(string Kind, int Digits, int Right, int False)> counts = [];
    foreach (StringReading answer in read.Readings)
    {
        string kind = kinds[answer.Label.File];
        int right = boxes is null ? Common(answer.Label.Text, answer.Text) : Matched(boxes[answer.Label.File], answer.Picture.Digits);
        int wrong = answer.Picture.Digits.Count - right;
        counts.Add((kind, answer.Label.Text.Length, right, wrong));
        Detail(name, answer.Label.File, answer.Label.Text, answer.Text, right, wrong);
    }

    foreach (var kind in counts.GroupBy(count => count.Kind).Append(counts.GroupBy(_ => "all").First()))
    {
        double digits = kind.Sum(count => count.Digits) / 100.0;
        Print(
            $"{name}, {kind.Key} ({kind.Count()})",
            $"{kind.Sum(count => count.Right) / digits,7:0.00} % found   {kind.Sum(count => count.False) / digits:0.00} % false");
    }

    StringMetrics m = read.Metrics;
    Print($"{name}, as texts in reading order", $"{100 * m.Found,7:0.00} % found   {100 * m.False:0.00} % false   {m.Seconds:0.0} s");
}

void Nothing(string path)
{
    Dictionary<string, string> kinds = Column(Path.Combine(path, "labels.tsv"), "kind");
    string[] files = [.. kinds.Keys.Take(limit)];
    int[] found = new int[files.Length];
    double[] seconds = new double[files.Length];
    Each(files.Length, i =>
    {
        long start = Stopwatch.GetTimestamp();
        found[i] = reader.Read(Path.Combine(path, files[i])).Digits.Count;
        seconds[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
    });
    IEnumerable<int> all = Enumerable.Range(0, files.Length);
    foreach (IGrouping<string, int> kind in all.GroupBy(i => kinds[files[i]]).Append(all.GroupBy(_ => "all").First()))
    {
        Print(
            $"nothing, {kind.Key} ({kind.Count()})",
            $"{kind.Average(i => found[i]),7:0.000} false digits a picture, {kind.Count(i => found[i] > 0)} pictures with any, "
            + $"{kind.Average(i => seconds[i]):0.00} s each");
    }

    for (int i = 0; i < files.Length; i++)
        Detail("nothing", files[i], "", "", 0, found[i]);
}

void Unseen()
{
    List<double> all = [];
    foreach (string folder in Directory.GetDirectories(Path.Combine(data, "unseen")).Order(StringComparer.Ordinal))
    {
        DigitData set = DataSource.Load(folder);
        all.Add(Accuracy(set.Test ?? set.Train!, image => image, ReadMode.Digit));
        Print($"unseen, {Path.GetFileName(folder)}, Digit", $"{all[^1],7:0.00} % right");
    }

    Print("unseen, mean", $"{all.Average(),7:0.00} % right");
}

void Letters()
{
    double[] digits = Confidences(DataSource.Load("mnist").RequireTest());
    DigitData set = DataSource.Load(Path.Combine(data, "nondigits", "omniglot"));
    double[] letters = Confidences(set.Test ?? set.Train!);
    Array.Sort(digits);
    double threshold = digits[digits.Length / 100];
    double taken = 100.0 * letters.Count(confidence => confidence >= threshold) / letters.Length;
    Print("letters taken for a digit", $"{taken,7:0.00} %   threshold {threshold:0.0000} answers 99 % of MNIST's test digits");
}

void Mnist()
{
    DigitSet test = DataSource.Load("mnist").RequireTest();
    int count = Math.Min(limit, test.Count);
    int own = Enumerable.Range(0, count).Count(i => classifier.Classify(Image(test, i)).Class == test.Labels[i]);
    Print("mnist, classifier alone", $"{100.0 * own / count,7:0.00} % right");
    Print("mnist, as it is, Auto", $"{Accuracy(test, image => image, ReadMode.Auto),7:0.00} % right");
    Print("mnist, dark on white, Auto", $"{Accuracy(test, image => Enlarged(image, 1, false), ReadMode.Auto),7:0.00} % right");
    Print("mnist, 10 times on white, Auto", $"{Accuracy(test, image => Enlarged(image, 10, false), ReadMode.Auto),7:0.00} % right");
    Print("mnist, 10 times and smooth on white, Auto", $"{Accuracy(test, image => Enlarged(image, 10, true), ReadMode.Auto),7:0.00} % right");
}

double Accuracy(DigitSet set, Func<GrayImage, GrayImage> dress, ReadMode mode)
{
    int count = Math.Min(limit, set.Count);
    int right = 0;
    ReadOptions how = new() { Mode = mode, Threads = 1 };
    Each(count, i =>
    {
        if (reader.Read(dress(Image(set, i)), options: how).Text == set.Labels[i].ToString(CultureInfo.InvariantCulture))
            Interlocked.Increment(ref right);
    });
    return 100.0 * right / count;
}

double[] Confidences(DigitSet set)
{
    double[] confidences = new double[Math.Min(limit, set.Count)];
    ReadOptions how = new() { Mode = ReadMode.Digit, MinConfidence = 0 };
    Each(confidences.Length, i => confidences[i] = reader.Read(Image(set, i), options: how).Digits is [ReadDigit digit] ? digit.Confidence : 0);
    return confidences;
}

void Each(int count, Action<int> work) => Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads }, work);

void Detail(string set, string name, string truth, string text, int right, int wrong) =>
    details.Append(CultureInfo.InvariantCulture, $"{set}\t{name}\t{truth}\t{text}\t{right}\t{wrong}\n");

static GrayImage Image(DigitSet set, int i) => new(set.Columns, set.Rows, set.Image(i).ToArray());

static Dictionary<string, string> Column(string path, string name)
{
    string[] lines = File.ReadAllLines(path);
    int column = Array.IndexOf(lines[0].Split('\t'), name);
    return lines.Skip(1).Select(line => line.Split('\t')).ToDictionary(cells => cells[0], cells => cells[column]);
}

// Dark on white, each side so many times as long.
static GrayImage Enlarged(GrayImage image, int times, bool isSmooth)
{
    int width = image.Width * times;
    byte[] pixels = new byte[width * image.Height * times];
    for (int i = 0; i < pixels.Length; i++)
    {
        double x = (i % width + 0.5) / times - 0.5;
        double y = (i / width + 0.5) / times - 0.5;
        pixels[i] = (byte)(255 - Math.Round(isSmooth ? Between(image, x, y) : image.Row((int)Math.Round(y))[(int)Math.Round(x)]));
    }

    return new GrayImage(width, image.Height * times, pixels);
}

static double Between(GrayImage image, double x, double y)
{
    x = Math.Clamp(x, 0, image.Width - 1.001);
    y = Math.Clamp(y, 0, image.Height - 1.001);
    ReadOnlySpan<byte> upper = image.Row((int)y);
    ReadOnlySpan<byte> lower = image.Row((int)y + 1);
    double tx = x - (int)x;
    double above = upper[(int)x] * (1 - tx) + upper[(int)x + 1] * tx;
    double below = lower[(int)x] * (1 - tx) + lower[(int)x + 1] * tx;
    return above + (below - above) * (y - (int)y);
}

// How many digits stand in the same order in both: the longest common subsequence.
static int Common(string a, string b)
{
    int[] row = new int[b.Length + 1];
    foreach (char here in a)
    {
        int diagonal = 0;
        for (int j = 1; j <= b.Length; j++)
        {
            int length = here == b[j - 1] ? diagonal + 1 : Math.Max(row[j], row[j - 1]);
            diagonal = row[j];
            row[j] = length;
        }
    }

    return row[^1];
}

// How many of the digits were read as what they are, where they are: pairs whose centers are nearest, each digit in one pair.
static int Matched(IEnumerable<Truth> truths, IReadOnlyList<ReadDigit> digits)
{
    List<Truth> free = [.. truths];
    int right = 0;
    foreach (ReadDigit digit in digits)
    {
        double x = digit.X + digit.Width / 2.0;
        double y = digit.Y + digit.Height / 2.0;
        if (free.Where(truth => truth.Digit == digit.Digit && truth.Has(x, y)).MinBy(truth => truth.Distance(x, y)) is { } match)
        {
            free.Remove(match);
            right++;
        }
    }

    return right;
}

/// <summary>A digit that is there.</summary>
internal sealed record Truth(int Digit, double X, double Y, double Width, double Height)
{
    public static Truth Parse(string[] cells)
    {
        double[] box = [.. cells[2..].Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];
        return new Truth((int)box[0], box[1], box[2], box[3], box[4]);
    }

    /// <summary>Whether a point lies within the box or near it: a narrow 1 has some room beside it.</summary>
    public bool Has(double x, double y)
    {
        double room = 0.25 * Math.Max(Width, Height);
        return x > X - room && y > Y - room && x < X + Width + room && y < Y + Height + room;
    }

    public double Distance(double x, double y) => Math.Abs(x - X - Width / 2) + Math.Abs(y - Y - Height / 2);
}
