#:project ../../src/Digits/Digits.csproj
#:property PublishAot=false

// Runs an ONNX model over images with Digits; prints one JSON line and can keep the outputs: what onnxruntime.js does, with the same options.
//   dotnet run -c Release bench/compare/digits_infer.cs -- MODEL.onnx --images FILE [--divide-by 255] [--limit N]
//     [--batch-size 128] [--threads 2] [--repeat 3] [--out FILE]

using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Digits.Data;
using Digits.Engine;

Dictionary<string, string> options = new(StringComparer.Ordinal)
{
    ["--divide-by"] = "1",
    ["--limit"] = $"{int.MaxValue}",
    ["--batch-size"] = "128",
    ["--threads"] = "2",
    ["--repeat"] = "3",
    ["--out"] = "",
};
for (int i = 1; i + 1 < args.Length; i += 2)
    options[args[i]] = args[i + 1];

if (args.Length % 2 == 0 || !options.TryGetValue("--images", out string? path))
{
    Console.Error.WriteLine("digits_infer.cs MODEL.onnx --images FILE [options]; the options are those of onnxruntime.js.");
    return 2;
}

int Whole(string name) => int.Parse(options[name], CultureInfo.InvariantCulture);
int batch = Whole("--batch-size");
Network network = OnnxModel.Load(args[0]).Network;
DigitSet set = Idx.Read(path, labelsPath: null);
int count = Math.Min(set.Count, Whole("--limit"));
int area = network.Input.Shape.Size;
int classes = network.Output.Shape.Size;
float divisor = float.Parse(options["--divide-by"], CultureInfo.InvariantCulture);
float[] images = new float[count * area];
for (int i = 0; i < images.Length; i++)
    images[i] = set.Pixels[i] / divisor;

float[] results = new float[count * classes];
InferencePlan plan = new(network, Whole("--threads"));
int calls = (count + batch - 1) / batch;
double[] microseconds = new double[calls * Whole("--repeat")];
double[] seconds = new double[Whole("--repeat")];

// The untimed first pass warms up and gives the outputs that are kept.
for (int call = 0; call < calls; call++)
    Run(call);

for (int pass = 0; pass < seconds.Length; pass++)
{
    long start = Stopwatch.GetTimestamp();
    for (int call = 0; call < calls; call++)
    {
        long before = Stopwatch.GetTimestamp();
        Run(call);
        microseconds[(pass * calls) + call] = Stopwatch.GetElapsedTime(before).TotalMicroseconds;
    }

    seconds[pass] = Stopwatch.GetElapsedTime(start).TotalSeconds;
}

if (options["--out"].Length > 0)
    File.WriteAllBytes(options["--out"], MemoryMarshal.AsBytes(results.AsSpan()).ToArray());

Console.WriteLine(
    $$$"""
    {"runtime":"Digits","images":{{{count}}},"batch_size":{{{batch}}},"threads":{{{Whole("--threads")}}},"seconds":{{{Quantile(seconds, 0.5)}}},
    """ +
    $$$"""
    "images_per_second":{{{count / Quantile(seconds, 0.5)}}},"latency_us":{"p50":{{{Quantile(microseconds, 0.5)}}},"p99":{{{Quantile(microseconds, 0.99)}}}}}
    """);
return 0;

void Run(int call)
{
    int first = call * batch;
    int used = Math.Min(batch, count - first);
    plan.Run(images.AsMemory(first * area, used * area), results.AsMemory(first * classes, used * classes));
}

// Between two values by proportion.
static double Quantile(double[] values, double share)
{
    double[] sorted = [.. values.Order()];
    double position = share * (sorted.Length - 1);
    int below = (int)position;
    int above = Math.Min(below + 1, sorted.Length - 1);
    return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
}
