// Compares a model's outputs with those that ONNX Runtime gave on the same images: class by class, and the greatest difference.
//   node bench/compare/onnxruntime.js MODEL.onnx --images t10k-images-idx3-ubyte.gz --divide-by 255 --out runtime.f32
//   dotnet run tools/golden/onnx-compare.cs MODEL.onnx t10k-images-idx3-ubyte.gz 255 runtime.f32
#:project ../../src/Digits.Engine/Digits.Engine.csproj
#:property PublishAot=false
using System.IO.Compression;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Digits.Engine;

if (args.Length != 4)
{
    Console.Error.WriteLine("dotnet run onnx-compare.cs MODEL.onnx IMAGES-idx3-ubyte.gz DIVISOR RUNTIME.f32");
    return 2;
}

const int IdxHeader = 16;
using GZipStream stream = new(File.OpenRead(args[1]), CompressionMode.Decompress);
using MemoryStream unpacked = new();
stream.CopyTo(unpacked);
float divisor = float.Parse(args[2]);
float[] images = [.. unpacked.ToArray().Skip(IdxHeader).Select(pixel => pixel / divisor)];

Network network = OnnxModel.Load(args[0]).Network;
float[] ours = new InferencePlan(network).Run(images);
float[] theirs = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(args[3])).ToArray();
int classes = network.Output.Shape.Size;
int count = ours.Length / classes;
if (theirs.Length != ours.Length)
{
    Console.Error.WriteLine($"{args[3]}: {theirs.Length} values, but the model gives {ours.Length}.");
    return 1;
}

int differ = Enumerable.Range(0, count).Count(i => ClassOf(ours, i) != ClassOf(theirs, i));
float absolute = ours.Zip(theirs, (a, b) => MathF.Abs(a - b)).Max();
float relative = Enumerable.Range(0, count).Max(RelativeDifference);
Console.WriteLine($"{args[0]}: {count} images, {differ} of another class, greatest difference {absolute:g3}, or {relative:g3} of the image's greatest output");
return differ == 0 && relative <= 1e-4f ? 0 : 1;

// Sums of thousands cancel to small logits: an image's differences are measured against its greatest output, where that is over 1.
float RelativeDifference(int image)
{
    ReadOnlySpan<float> a = ours.AsSpan(image * classes, classes);
    ReadOnlySpan<float> b = theirs.AsSpan(image * classes, classes);
    float[] difference = new float[classes];
    TensorPrimitives.Subtract(a, b, difference);
    return MathF.Abs(TensorPrimitives.MaxMagnitude<float>(difference)) / MathF.Max(1, MathF.Abs(TensorPrimitives.MaxMagnitude(b)));
}

int ClassOf(float[] outputs, int image) => TensorPrimitives.IndexOfMax<float>(outputs.AsSpan(image * classes, classes));
