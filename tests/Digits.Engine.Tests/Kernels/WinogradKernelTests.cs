using Digits.Engine.Kernels;
using static Digits.Engine.Tests.Kernels.KernelComparison;

namespace Digits.Engine.Tests.Kernels;

/// <summary>Winograd's kernels give the same bits in every vector width: see <see cref="KernelTests"/>.</summary>
public sealed class WinogradKernelTests
{
    private static readonly WinogradForm[] _forms = [WinogradForm.Inference, .. WinogradForm.Training];

    public static TheoryData<string> Variants => KernelComparison.Variants;

    [Theory]
    [MemberData(nameof(Variants))]
    public void Transforms(string variant)
    {
        // Shorter than what is transformed at a time, as long, and with a rest.
        foreach (int floats in (int[])[16, 64, 112])
        {
            int[] pixels = [.. Enumerable.Range(0, 49).Select(i => i % 5 == 0 ? -1 : (i * 7) % 49)];
            float[] map = Sample.Signed(49 * floats, 21);
            Same(variant, 36 * floats, (kernels, target) => kernels.WinogradOutput(map, floats, floats, pixels.AsSpan(0, 4), relu: false, target));
            Same(variant, 36 * floats, (kernels, target) => kernels.WinogradOutput(map, 16, floats, pixels.AsSpan(0, 4), relu: true, target));
            Same(variant, 36 * floats, (kernels, target) => kernels.WinogradOutput(map, floats, floats, [5], relu: true, target));
            foreach (WinogradForm form in _forms)
            {
                int length = form.Products * floats;
                Same(variant, length, (kernels, products) => kernels.WinogradInput(form, pixels.AsSpan(0, form.Products), map, floats, products));
                Same(variant, length, (kernels, factors) => kernels.WinogradWeights(form, map, floats, factors));
            }

            foreach (WinogradForm form in WinogradForm.Training)
            {
                int[] of = pixels[..form.Results];
                Same(variant, form.Products * floats, (kernels, products) => kernels.WinogradOutputGradient(form, of, map, floats, products));

                // Columns of weights that have 16 more.
                int columns = floats % 64 == 0 ? 64 : 16, rows = floats / columns, stride = columns + 16;
                foreach (bool accumulate in (bool[])[false, true])
                {
                    Same(variant, 9 * rows * stride, (kernels, weights) =>
                        kernels.WinogradWeightsGradient(form, map, rows, columns, stride, accumulate, weights));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Products(string variant)
    {
        const int inputs = 5, outputs = 19;
        foreach (WinogradForm form in _forms)
        {
            float[] factors = Sample.Signed(form.Products * inputs * 32, 22), bias = Sample.Signed(outputs, 23);
            float[] transformed = Sample.Signed(form.Products * inputs * Lanes.Count, 24);
            TapTable table = new();
            for (int i = 0; i < form.Products; i++, table.NextDestination())
                table.AddApart(new Segment(i * inputs, i * inputs, inputs));

            table.Seal();
            int[] pixels = [.. Enumerable.Range(0, form.Results).Select(i => i == 2 ? -1 : i)];
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
                }
            }

            if (form != WinogradForm.Inference)
            {
                int[] under = [.. Enumerable.Range(0, form.Products).Select(i => i == 2 ? -1 : i)];
                Same(variant, form.Products * outputs * Lanes.Count, (kernels, map) =>
                {
                    PackedWeights weights = Packed(kernels);
                    kernels.WinogradInputGradient(form, weights, table, transformed, under, new float[form.ScratchFloats(weights)], map);
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
