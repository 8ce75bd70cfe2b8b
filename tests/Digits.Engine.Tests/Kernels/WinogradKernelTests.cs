using Digits.Engine.Kernels;
using static Digits.Engine.Tests.Kernels.KernelComparison;

namespace Digits.Engine.Tests.Kernels;

/// <summary>Winograd's kernels give the same bits in every vector width: see <see cref="KernelTests"/>.</summary>
public sealed class WinogradKernelTests
{
    public static TheoryData<string> Variants => KernelComparison.Variants;

    [Theory]
    [MemberData(nameof(Variants))]
    public void Transforms(string variant)
    {
        // Shorter than what is transformed at a time, as long, and with a rest.
        foreach (int floats in (int[])[16, 64, 112])
        {
            int[] pixels = [.. Enumerable.Range(0, 36).Select(i => i % 5 == 0 ? -1 : (i * 7) % 36)];
            float[] map = Sample.Signed(36 * floats, 21);
            Same(variant, 36 * floats, (kernels, products) => kernels.WinogradOutputGradient(pixels.AsSpan(0, 16), map, floats, products));
            Same(variant, 9 * floats, (kernels, weights) => kernels.WinogradWeightsGradient(map, floats, weights));
            Same(variant, 36 * floats, (kernels, target) => kernels.WinogradOutput(map, floats, floats, pixels.AsSpan(0, 4), relu: false, target));
            Same(variant, 36 * floats, (kernels, target) => kernels.WinogradOutput(map, 16, floats, pixels.AsSpan(0, 4), relu: true, target));
            Same(variant, 36 * floats, (kernels, target) => kernels.WinogradOutput(map, floats, floats, [5], relu: true, target));
            foreach (WinogradForm form in (WinogradForm[])[WinogradForm.Inference, WinogradForm.Training])
            {
                int[] under = pixels[..form.Products];
                Same(variant, form.Products * floats, (kernels, products) => kernels.WinogradInput(form, under, map, floats, products));
                foreach (bool flipped in (bool[])[false, true])
                    Same(variant, form.Products * floats, (kernels, factors) => kernels.WinogradWeights(form, map, flipped, floats, factors));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Products(string variant)
    {
        const int inputs = 5, outputs = 19;
        foreach (WinogradForm form in (WinogradForm[])[WinogradForm.Inference, WinogradForm.Training])
        {
            float[] factors = Sample.Signed(form.Products * inputs * 32, 22), bias = Sample.Signed(outputs, 23);
            float[] transformed = Sample.Signed(form.Products * inputs * Lanes.Count, 24);
            TapTable table = new();
            for (int i = 0; i < form.Products; i++, table.NextDestination())
                table.AddApart(new Segment(i * inputs, i * inputs, inputs));

            table.Seal();
            int[] pixels = [.. Enumerable.Range(0, form.Results).Select(i => i == 2 ? -1 : i)];
            int[] windows = [.. Enumerable.Range(0, form.Results / 4).Select(i => i == 1 ? -1 : i)];
            foreach (bool relu in (bool[])[false, true])
            {
                Same(variant, form.Results * outputs * Lanes.Count, (kernels, map) =>
                {
                    PackedWeights weights = Packed(kernels);
                    kernels.WinogradProduct(form, weights, table, transformed, bias, relu, pixels, new float[form.ScratchFloats(weights)], map);
                });
                if (form == WinogradForm.Inference)
                {
                    Same(variant, outputs * Lanes.Count, (kernels, map) =>
                    {
                        PackedWeights weights = Packed(kernels);
                        kernels.WinogradProduct(form, weights, table, transformed, bias, relu, [0], new float[form.ScratchFloats(weights)], map);
                    });
                    continue;
                }

                // The pooled map, and after it which pixels won.
                int maps = form.Results / 4 * outputs * Lanes.Count;
                Same(variant, maps + (form.Results * outputs), (kernels, values) =>
                {
                    PackedWeights weights = Packed(kernels);
                    float[] scratch = new float[form.ScratchFloats(weights)];
                    uint[] winners = new uint[values.Length - maps];
                    kernels.WinogradProductPooled(weights, table, transformed, bias, relu, windows, scratch, values[..maps], winners);
                    for (int i = 0; i < winners.Length; i++)
                        values[maps + i] = winners[i];
                });
            }

            PackedWeights Packed(KernelSet kernels)
            {
                PackedWeights weights = new(outputs, form.Products * inputs, kernels.TileRows);
                weights.PackColumns(factors, stride: 32);
                return weights;
            }
        }
    }
}
