// What ONNX Runtime gives for the models of onnx_layers.py, onnx_blocks.py and onnx_functions.py, and how far the engine is from it.
//   dotnet run tools/golden/onnx-layers.cs [FOLDER…]
// Without a FOLDER it takes tests/Digits.Engine.Tests/Golden/Layers, on 200 images, and writes the first 40 results of each model to Golden/onnx-layers.json.
#:package Microsoft.ML.OnnxRuntime@1.31.1
#:project ../../src/Digits.Engine/Digits.Engine.csproj
#:property PublishAot=false
#:property ManagePackageVersionsCentrally=false
#:property CentralPackageTransitivePinningEnabled=false
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using Digits.Engine;
using Microsoft.ML.OnnxRuntime;

const int Images = 200;
const int Stored = 40;
const int Pixels = 28 * 28;
string golden = Path.Combine(Path.GetDirectoryName(Here())!, "../../tests/Digits.Engine.Tests/Golden");
string[] folders = args.Length > 0 ? args : [Path.Combine(golden, "Layers")];
float[] images = Draw();
(string Name, OnnxSaveOptions Options, float Tolerance)[] forms =
[
    ("as it is", new(), 1e-4f),
    ("operator set 13", new() { OperatorSet = 13 }, 1e-4f),
    ("operator set 22", new() { OperatorSet = 22 }, 1e-4f),
    ("float16", new() { Float16 = true }, 1e-2f),
    ("probabilities, operator set 20, float16", new() { Output = OnnxOutput.Probabilities, OperatorSet = 20, Float16 = true }, 1e-2f),
];
float[] greatest = new float[forms.Length];
SortedDictionary<string, string> results = new(StringComparer.Ordinal);
int failed = 0;
foreach (string path in folders.SelectMany(folder => Directory.GetFiles(folder, "*.onnx")).Order(StringComparer.Ordinal))
{
    float[] theirs = RunOnnxRuntime(File.ReadAllBytes(path), Path.GetFileName(path));
    results[Path.GetFileNameWithoutExtension(path)] = Convert.ToBase64String(MemoryMarshal.AsBytes(theirs.AsSpan(0, theirs.Length / Images * Stored)));
    try
    {
        Network network = OnnxModel.Load(path).Network;
        float[] ours = new InferencePlan(network).Run(images);
        int classes = ours.Length / Images;
        float difference = Difference(ours, theirs, classes);
        for (int form = 0; form < forms.Length; form++)
        {
            byte[] bytes = new OnnxModel(network).ToArray(forms[form].Options);
            float[] read = new InferencePlan(OnnxModel.Read(bytes).Network).Run(images);
            greatest[form] = MathF.Max(greatest[form], Difference(read, RunOnnxRuntime(bytes, $"{path} {forms[form].Name}"), classes));
            if (forms[form].Options.Output == OnnxOutput.Unchanged && Difference(read, ours, classes) is var loss && !(loss <= forms[form].Tolerance))
                Console.WriteLine($"!! {Path.GetFileName(path)}, {forms[form].Name}: {loss:e1} from the model itself");
        }

        failed += difference <= 1e-4f ? 0 : 1;
        string layers = string.Join(' ', network.Layers.Select(layer => layer.GetType().Name));
        Console.WriteLine($"{(difference <= 1e-4f ? "   " : "!! ")}{Path.GetFileName(path),-36} {difference:e1}  {layers}");
    }
    catch (DigitsException e)
    {
        failed++;
        Console.WriteLine($"!! {Path.GetFileName(path),-36} {e.Message}");
    }
}

if (args.Length == 0)
    File.WriteAllText(Path.Combine(golden, "onnx-layers.json"), JsonSerializer.Serialize(results, new JsonSerializerOptions { WriteIndented = true }) + "\n");

foreach (var ((name, _, _), difference) in forms.Zip(greatest))
    Console.WriteLine($"written anew, {name}: at most {difference:e1} from ONNX Runtime");

Console.WriteLine($"{results.Count} models, {failed} of them off by more than 1e-4 of an image's greatest output, or not read");
return failed == 0 ? 0 : 1;

float[] RunOnnxRuntime(byte[] model, string what)
{
    // Without its rewriting, which takes zeros before a max pool for the pool's padding also where values are below zero.
    using SessionOptions options = new()
    {
        IntraOpNumThreads = 1,
        LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL,
    };
    using InferenceSession session = Open(model, what, options);
    (string name, NodeMetadata input) = session.InputMetadata.First();
    int batch = input.Dimensions[0] == 1 ? 1 : Images;
    long[] shape = [batch, .. input.Dimensions.Skip(1).Select(size => (long)size)];
    using RunOptions run = new();
    List<float> results = [];
    for (int first = 0; first < Images; first += batch)
    {
        float[] part = images[(first * Pixels)..((first + batch) * Pixels)];
        using OrtValue value = OrtValue.CreateTensorValueFromMemory(part, shape);
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(run, [name], [value], session.OutputNames);
        results.AddRange(outputs[0].GetTensorDataAsSpan<float>());
    }

    return [.. results];
}

static InferenceSession Open(byte[] model, string what, SessionOptions options)
{
    try
    {
        return new InferenceSession(model, options);
    }
    catch (OnnxRuntimeException e)
    {
        throw new InvalidOperationException($"{what}: {e.Message}", e);
    }
}

static float Difference(float[] ours, float[] theirs, int classes) => Enumerable.Range(0, ours.Length)
    .Max(i => MathF.Abs(ours[i] - theirs[i]) / MathF.Max(1, theirs.AsSpan(i / classes * classes, classes).ToArray().Max(MathF.Abs)));

// Numbers from 0 to 1 by a generator of 32 bits: the tests draw the same.
static float[] Draw()
{
    float[] images = new float[Images * Pixels];
    uint state = 1;
    for (int i = 0; i < images.Length; i++)
    {
        state = unchecked((state * 1664525) + 1013904223);
        images[i] = (state >> 8) / (float)(1 << 24);
    }

    return images;
}

static string Here([CallerFilePath] string path = "") => path;
