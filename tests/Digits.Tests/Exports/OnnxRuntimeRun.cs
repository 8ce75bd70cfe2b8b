using Microsoft.ML.OnnxRuntime;

namespace Digits.Tests.Exports;

/// <summary>Runs a model's file with Microsoft's ONNX Runtime as a user would: all its optimizations on, nothing else set but the threads.</summary>
internal static class OnnxRuntimeRun
{
    private static readonly Lazy<string?> _missing = new(Missing);

    /// <summary>What a model gives.</summary>
    /// <param name="model">The bytes of the file.</param>
    /// <param name="images">Images one after another, of the shape that the file says.</param>
    /// <returns>The outputs one after another. The test is reported as skipped where the native library does not run.</returns>
    public static float[] Outputs(byte[] model, float[] images)
    {
        Skip.If(_missing.Value is not null, $"ONNX Runtime does not run here: {_missing.Value}");
        using SessionOptions options = new() { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        using InferenceSession session = new(model, options);
        (string name, NodeMetadata input) = session.InputMetadata.Single();
        int[] image = input.Dimensions[1..];
        long count = images.Length / image.Aggregate(1, (product, size) => product * size);
        using OrtValue value = OrtValue.CreateTensorValueFromMemory(images, [count, .. image.Select(size => (long)size)]);
        using RunOptions run = new();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(run, [name], [value], session.OutputNames);
        return outputs.Single().GetTensorDataAsSpan<float>().ToArray();
    }

    /// <summary>Why the native library cannot be loaded (no build of it for this system, or a C library that it does not know); null where it can.</summary>
    private static string? Missing()
    {
        try
        {
            OrtEnv.Instance().GetVersionString();
            return null;
        }
        catch (Exception e) when (e is TypeInitializationException or DllNotFoundException or BadImageFormatException or EntryPointNotFoundException)
        {
            return (e.InnerException ?? e).Message.ReplaceLineEndings(" ");
        }
    }
}
