#:project ../src/Digits/Digits.csproj
#:property PublishAot=false

// How many single pictures a second one Classifier reads when one thread calls it, and when several do at once. Both are measured by turns; the medians count.
//   dotnet run -c Release bench/classify_threads.cs -- [MODEL.onnx] [--threads 2] [--rounds 15]

using System.Diagnostics;
using System.Globalization;
using Digits.Data;
using Digits.Imaging;
using Digits.Reading;

string? model = args.Length % 2 == 1 ? args[0] : null;
int threads = Option("--threads", 2);
int rounds = Option("--rounds", 15);
Classifier classifier = model is null ? Classifier.Default : Classifier.Load(model);
DigitSet digits = Strokes.Generate(train: 1, test: 500).Test!.Normalize(classifier.Width);
GrayImage[] pictures = [.. Enumerable.Range(0, digits.Count).Select(i => new GrayImage(digits.Columns, digits.Rows, digits.Image(i).ToArray()))];

PerSecond(threads);
double[] alone = new double[rounds];
double[] together = new double[rounds];
for (int round = 0; round < rounds; round++)
{
    alone[round] = PerSecond(1);
    together[round] = PerSecond(threads);
}

(double one, double many) = (Median(alone), Median(together));
Console.WriteLine($"{model ?? "the bundled model"}: 1 thread {one:N0} pictures/s, {threads} threads {many:N0} pictures/s, ratio {many / one:0.00}");

int Option(string name, int otherwise) => Array.IndexOf(args, name) is var at and >= 0 ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;

// Every caller reads pictures for half a second from a common start.
double PerSecond(int callers)
{
    using Barrier start = new(callers);
    double[] speeds = new double[callers];
    Thread[] all = [.. Enumerable.Range(0, callers).Select(caller => new Thread(() =>
    {
        start.SignalAndWait();
        Stopwatch clock = Stopwatch.StartNew();
        int read = 0;
        for (; clock.ElapsedMilliseconds < 500; read++)
            classifier.Classify(pictures[(caller + read) % pictures.Length]);
        speeds[caller] = read / clock.Elapsed.TotalSeconds;
    })),];
    foreach (Thread caller in all)
        caller.Start();
    foreach (Thread caller in all)
        caller.Join();
    return speeds.Sum();
}

static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
