using System.Runtime.InteropServices;
using Digits.Comparison.Running;
using Microsoft.ML.OnnxRuntime;

namespace Digits.Comparison.Inference;

/// <summary>
/// ONNX Runtime at its best: all optimizations, threads that spin between calls (both are its defaults), and inputs and outputs bound to memory beforehand, so
/// that a call neither allocates nor copies.
/// </summary>
internal sealed class OnnxRuntimeInference : IInference
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly OrtValue[] _inputs;
    private readonly OrtIoBinding[] _bindings;
    private readonly float[] _results;
    private readonly GCHandle _pinnedResults;
    private readonly OrtValue _output;

    public OnnxRuntimeInference(InferenceInput input)
    {
        using SessionOptions options = Options(input.Threads);
        _session = new InferenceSession(input.ModelPath, options);
        (string name, NodeMetadata metadata) = _session.InputMetadata.Single();
        long[] shape = [input.BatchSize, .. metadata.Dimensions[1..].Select(size => (long)size)];
        int length = input.BatchSize * input.Area;
        _results = new float[input.BatchSize * input.Classes];
        _pinnedResults = GCHandle.Alloc(_results, GCHandleType.Pinned);
        _output = OrtValue.CreateTensorValueFromMemory(_results, [input.BatchSize, input.Classes]);
        _inputs = new OrtValue[input.Calls];
        _bindings = new OrtIoBinding[input.Calls];
        for (int call = 0; call < input.Calls; call++)
        {
            Memory<float> images = input.Images.AsMemory(call * length, length);
            _inputs[call] = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, images, shape);
            _bindings[call] = _session.CreateIoBinding();
            _bindings[call].BindInput(name, _inputs[call]);
            _bindings[call].BindOutput(_session.OutputNames.Single(), _output);
        }
    }

    public string Library => Versions.OnnxRuntime;

    /// <summary>The session's options for so many threads.</summary>
    public static SessionOptions Options(int threads) => new()
    {
        IntraOpNumThreads = threads,
        InterOpNumThreads = 1,
        GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
    };

    public void Run(int call) => _session.RunWithBinding(_options, _bindings[call]);

    public float[] Outputs(int call)
    {
        Run(call);
        return [.. _results];
    }

    public void Dispose()
    {
        foreach (OrtIoBinding binding in _bindings)
            binding.Dispose();
        foreach (OrtValue value in _inputs)
            value.Dispose();
        _output.Dispose();
        _pinnedResults.Free();
        _options.Dispose();
        _session.Dispose();
    }
}
