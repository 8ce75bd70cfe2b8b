using System.Runtime.InteropServices;

namespace Digits.Comparison.Running;

/// <summary>The machine that figures belong to.</summary>
internal sealed record Machine
{
    /// <summary>The processor's own name, or its architecture where that cannot be had.</summary>
    public string Processor { get; } = Name();

    /// <summary>Processors that the program may use.</summary>
    public int Processors { get; } = Environment.ProcessorCount;

    /// <summary>The widest vectors that .NET uses, in bits.</summary>
    public int VectorBits { get; } = System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated ? 512
        : System.Runtime.Intrinsics.Vector256.IsHardwareAccelerated ? 256 : 128;

    /// <summary>The operating system.</summary>
    public string OperatingSystem { get; } = RuntimeInformation.OSDescription;

    /// <summary>.NET.</summary>
    public string Runtime { get; } = RuntimeInformation.FrameworkDescription;

    private static string Name()
    {
        const string CpuInfo = "/proc/cpuinfo";
        string? line = File.Exists(CpuInfo) ? File.ReadLines(CpuInfo).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?.Split(':', 2)[1].Trim() ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? $"{RuntimeInformation.ProcessArchitecture}";
    }
}
