using BenchmarkDotNet.Attributes;
using Digits.Engine.Kernels;

namespace Digits.Benchmarks;

/// <summary>What goes element by element: 32 maps of 11x11 and 64 channels.</summary>
public class ElementBenchmarks : KernelBenchmark
{
    private readonly float[] _x = Random(11 * 11 * 64 * Lanes.Count);
    private readonly float[] _y = new float[11 * 11 * 64 * Lanes.Count];

    [Benchmark]
    public void Rectify() => Kernels.Rectify(_x, slope: 0f, _y);

    [Benchmark]
    public void RectifyBackward() => Kernels.RectifyBackward(_x, slope: 0f, _x, _y);

    [Benchmark]
    public void Add() => Kernels.Add(_x, _y);
}
