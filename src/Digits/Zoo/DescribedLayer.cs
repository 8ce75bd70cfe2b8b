using System.Text.Json;
using Digits.Engine;

namespace Digits.Zoo;

/// <summary>The kinds of layers that a network description may name, with what can be set of each.</summary>
internal static class DescribedLayer
{
    private const int MostFilters = 16_384;
    private const int WidestWindow = 255;

    private static readonly Dictionary<string, Func<LayerArguments, Func<Layer>>> _kinds = new(StringComparer.Ordinal)
    {
        ["conv2d"] = Conv,
        ["batch_norm"] = Norm,
        ["relu"] = _ => () => new ReLU(),
        ["leaky_relu"] = Leaky,
        ["max_pool2d"] = a => Pool(a, (size, stride) => new MaxPool2D(size, stride)),
        ["average_pool2d"] = a => Pool(a, (size, stride) => new AveragePool2D(size, stride)),
        ["global_max_pool2d"] = _ => () => new GlobalMaxPool2D(),
        ["global_average_pool2d"] = _ => () => new GlobalAveragePool2D(),
        ["flatten"] = _ => () => new Flatten(),
        ["dropout"] = Drop,
        ["dense"] = Units,
    };

    /// <summary>The kinds.</summary>
    internal static IReadOnlyCollection<string> Kinds => _kinds.Keys;

    /// <summary>Reads a layer's settings.</summary>
    /// <returns>Makes a new layer of these settings at each call.</returns>
    /// <exception cref="DigitsException">A setting is missing, unknown or out of its range.</exception>
    internal static Func<Layer> Read(string kind, string place, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw new InvalidInputException($"{place}: is {LayerArguments.Show(json)}; give an object of settings, {{}} for none.");

        LayerArguments arguments = new(place, json);
        Func<Layer> make = _kinds[kind](arguments);
        arguments.RequireNoOthers();
        return make;
    }

    private static Func<Layer> Conv(LayerArguments a)
    {
        int filters = a.Int("filters", 1, MostFilters);
        int kernel = a.Int("kernel", 1, WidestWindow);
        int padding = a.Int("padding", 0, WidestWindow, otherwise: 0);
        int stride = a.Int("stride", 1, WidestWindow, otherwise: 1);
        bool bias = a.Bool("bias", otherwise: true);
        return () => new Conv2D(filters, kernel, padding, stride, bias);
    }

    private static Func<Layer> Norm(LayerArguments a)
    {
        float momentum = a.Float("momentum", x => x is > 0 and <= 1, "above 0 and at most 1", otherwise: new BatchNorm().Momentum);
        float epsilon = a.Float("epsilon", x => x > 0, "above 0", otherwise: new BatchNorm().Epsilon);
        return () => new BatchNorm(momentum, epsilon);
    }

    private static Func<Layer> Leaky(LayerArguments a)
    {
        float slope = a.Float("slope", x => x is > 0 and < 1, "above 0 and below 1", otherwise: new LeakyReLU().Slope);
        return () => new LeakyReLU(slope);
    }

    private static Func<Layer> Pool(LayerArguments a, Func<int, int, Layer> make)
    {
        int size = a.Int("size", 1, WidestWindow, otherwise: 2);
        int stride = a.Int("stride", 1, WidestWindow, otherwise: size);
        return () => make(size, stride);
    }

    private static Func<Layer> Drop(LayerArguments a)
    {
        float rate = a.Float("rate", x => x is >= 0 and < 1, "at least 0 and below 1");
        return () => new Dropout(rate);
    }

    private static Func<Layer> Units(LayerArguments a)
    {
        int units = a.Int("units", 1, MostFilters);
        bool bias = a.Bool("bias", otherwise: true);
        return () => new Dense(units, bias);
    }
}
