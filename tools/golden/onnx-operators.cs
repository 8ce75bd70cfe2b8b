// Compares the models that onnx_operators.py, onnx_recurrent.py and onnx_rare.py wrote with ONNX Runtime on 200 images, and writes what ONNX Runtime made of
// the first three to outputs.json.
//   for one in operators recurrent rare; do python3 tools/golden/onnx_$one.py; done; dotnet run -c Release tools/golden/onnx-operators.cs
#:package Microsoft.ML.OnnxRuntime@1.31.1
#:project ../../src/Digits.Engine/Digits.Engine.csproj
#:property PublishAot=false
#:property ManagePackageVersionsCentrally=false
#:property CentralPackageTransitivePinningEnabled=false
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Digits.Engine;
using Microsoft.ML.OnnxRuntime;

const int Images = 200;
const int Kept = 3;
string folder = args.Length > 0 ? args[0] : Path.Combine(Here(), "../../tests/Digits.Engine.Tests/Golden/Operators");
SortedDictionary<string, float[]> kept = new(StringComparer.Ordinal);
int failed = 0;
foreach (string path in Directory.GetFiles(folder, "*.onnx").Order(StringComparer.Ordinal))
{
    string name = Path.GetFileNameWithoutExtension(path);
    try
    {
        OnnxModel model = OnnxModel.Load(path);
        Shape shape = model.Network.Input.Shape;
        bool bytes = model.Metadata.GetValueOrDefault(OnnxMetadata.InputRange) == OnnxMetadata.ZeroTo255;
        float[] images = Draw(shape.Size, shape.Width, bytes ? 1 : 255);
        float[] ours = new InferencePlan(model.Network, threads: 1).Run(images);
        int classes = ours.Length / Images;

        // As it stands: optimizing, it rounds what quantised weights are multiplied by.
        using SessionOptions plain = new() { GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL };
        using InferenceSession session = new(path, plain);
        (string input, NodeMetadata type) = session.InputMetadata.First();
        string output = session.OutputMetadata.Count == 1 ? session.OutputMetadata.Keys.First() : OutputOf(model, session);
        float[] theirs = [.. Enumerable.Range(0, Images)
            .SelectMany(i => Run(session, input, type, output, images.AsSpan(i * shape.Size, shape.Size), classes, shape))];
        kept[name] = theirs[..(Kept * classes)];
        float tolerance = float.Parse(session.ModelMetadata.CustomMetadataMap.GetValueOrDefault("golden_tolerance", "1e-4"), CultureInfo.InvariantCulture);
        float worst = 0;
        for (int i = 0; i < ours.Length; i++)
        {
            float greatest = theirs.AsSpan(i / classes * classes, classes).ToArray().Max(MathF.Abs);
            worst = MathF.Max(worst, MathF.Abs(ours[i] - theirs[i]) / MathF.Max(1, greatest));
        }

        int otherClass = Enumerable.Range(0, Images).Count(i => Best(ours, i, classes) != Best(theirs, i, classes));
        bool good = worst <= tolerance;
        failed += good ? 0 : 1;
        Console.WriteLine($"{(good ? "ok  " : "FAIL")} {name}: {worst:g3} of {tolerance}, {otherClass} of another class; {string.Join(" ", model.Notes)}");
    }
    catch (Exception e) when (e is DigitsException or OnnxRuntimeException)
    {
        failed++;
        Console.WriteLine($"FAIL {name}: {e.Message}");
    }
}

File.WriteAllText(Path.Combine(folder, "outputs.json"),
    "{\n" + string.Join(",\n", kept.Select(one => $"  \"{one.Key}\": {JsonSerializer.Serialize(one.Value)}")) + "\n}\n");
Console.WriteLine($"{kept.Count} models, {failed} failed");
return failed == 0 ? 0 : 1;

// Waves of bytes, another slope and bend for each image. The test draws the same.
static float[] Draw(int size, int width, float divisor)
{
    float[] values = new float[Images * size];
    for (int i = 0; i < values.Length; i++)
    {
        (int image, int row, int column) = (i / size, i % size / width, i % width);
        values[i] = ((image * 37) + (row * column) + ((image + 1) * row * 3) + (column * 5)) % 256 / divisor;
    }

    return values;
}

static string OutputOf(OnnxModel model, InferenceSession session) =>
    session.OutputMetadata.Keys.First(name => model.Notes.Any(note => note.Contains($"'{name}'")));

static int Best(float[] values, int image, int classes) => Array.IndexOf(values, values.Skip(image * classes).Take(classes).Max(), image * classes) % classes;

static float[] Run(InferenceSession session, string input, NodeMetadata type, string output, ReadOnlySpan<float> image, int classes, Shape shape)
{
    // The batch is the first axis, where there is one; open sizes are those that were assumed. Colors are the gray image once more.
    int rank = type.Dimensions.Length;
    bool isPlane = rank == 2 && type.Dimensions[1] == shape.Width && shape.Height > 1;
    long[] dimensions = [.. type.Dimensions.Select((size, axis) => size > 0 ? size : rank == 1 ? shape.Size : isPlane ? shape.Height
        : axis == 0 ? 1L : rank == 4 && axis > 1 ? shape.Width : shape.Size)];
    long count = dimensions.Aggregate(1L, (a, b) => a * b);
    int colors = count == 4 * image.Length && (rank == 1 || dimensions[^1] == 4) ? 4 : dimensions[^1] == 3 ? 3 : 1;
    float[] values = new float[count];
    for (int i = 0; i < values.Length; i++)
        values[i] = image[i / colors % image.Length];

    using OrtValue x = Type.GetTypeCode(type.ElementType) switch
    {
        TypeCode.Single => OrtValue.CreateTensorValueFromMemory(values, dimensions),
        TypeCode.Double => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(values, value => (double)value), dimensions),
        TypeCode.SByte => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(values, value => (sbyte)(value - 128)), dimensions),
        TypeCode.Byte => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(values, value => (byte)value), dimensions),
        TypeCode.Int32 => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(values, value => (int)value), dimensions),
        TypeCode.Int64 => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(values, value => (long)value), dimensions),
        _ => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(values, value => (Float16)value), dimensions),
    };
    using RunOptions options = new();
    using IDisposableReadOnlyCollection<OrtValue> results = session.Run(options, [input], [x], [output]);
    OrtValue y = results[0];
    return y.GetTensorTypeAndShape().ElementDataType == Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Double
        ? [.. y.GetTensorDataAsSpan<double>()[..classes].ToArray().Select(value => (float)value)]
        : y.GetTensorDataAsSpan<float>()[..classes].ToArray();
}

static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
