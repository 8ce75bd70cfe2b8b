using System.Reflection;
using Digits.Engine;
using Microsoft.ML.OnnxRuntime;

namespace Digits.Comparison.Running;

/// <summary>The libraries and their versions, as packages name them.</summary>
internal static class Versions
{
    /// <summary>Ours.</summary>
    public static string Digits => $"Digits {Of(typeof(Network).Assembly)}";

    /// <summary>ONNX Runtime's own.</summary>
    public static string OnnxRuntime => $"ONNX Runtime {OrtEnv.Instance().GetVersionString()}";

    /// <summary>libtorch's own, and the package that calls it.</summary>
    public static string LibTorch => $"libtorch {TorchSharp.torch.__version__} (TorchSharp {Of(typeof(TorchSharp.torch).Assembly)})";

    private static string Of(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "?";
}
