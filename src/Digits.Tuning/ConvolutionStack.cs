using System.Globalization;
using System.Text.Json.Nodes;
using Digits.Zoo;

namespace Digits.Tuning;

/// <summary>
/// The network that a search may build: stages of 3x3 or other convolutions, a pool behind each but the last, then dense layers. Without a change it is the
/// classic network.
/// </summary>
internal sealed record ConvolutionStack
{
    private static readonly string[] _fixedNames = ["layers", "convolutions", "kernel", "dense", "dropout", "batch-norm"];

    /// <summary>Stages.</summary>
    internal int Layers { get; init; } = 3;

    /// <summary>Convolutions of a stage.</summary>
    internal int Convolutions { get; init; } = 1;

    /// <summary>Filters of each stage; those that are not given have twice as many as the one before.</summary>
    internal IReadOnlyDictionary<int, int> Filters { get; init; } = new Dictionary<int, int> { [1] = 32 };

    /// <summary>Width and height of the windows.</summary>
    internal int Kernel { get; init; } = 3;

    /// <summary>Units of the dense layer; 0 for none.</summary>
    internal int Dense { get; init; } = 128;

    /// <summary>The share of values dropped before the dense layers.</summary>
    internal double Dropout { get; init; } = 0.3;

    /// <summary>Whether each convolution is followed by batch normalisation.</summary>
    internal bool BatchNorm { get; init; }

    /// <summary>The names that a search may give.</summary>
    internal static IEnumerable<string> Names => [.. _fixedNames, "filters-1", "filters-2", "filters-3", "filters-4"];

    /// <summary>With one of the names set.</summary>
    internal ConvolutionStack With(string name, string text) => name switch
    {
        "layers" => this with { Layers = Whole(text) },
        "convolutions" => this with { Convolutions = Whole(text) },
        "kernel" => this with { Kernel = Whole(text) },
        "dense" => this with { Dense = Whole(text) },
        "dropout" => this with { Dropout = double.Parse(text, CultureInfo.InvariantCulture) },
        "batch-norm" => this with { BatchNorm = text == "true" },
        _ => this with { Filters = new Dictionary<int, int>(Filters) { [Whole(name["filters-".Length..])] = Whole(text) } },
    };

    /// <summary>
    /// The network, layer by layer. Where more than one 3x3 convolution a stage or more than three stages would run out of pixels, convolutions keep the size.
    /// </summary>
    internal NetworkDescription Describe()
    {
        JsonArray layers = [];
        int filters = 16;
        for (int stage = 1; stage <= Layers; stage++)
        {
            filters = Filters.GetValueOrDefault(stage, 2 * filters);
            int padding = Layers > 3 || Convolutions > 1 || Kernel > 3 ? Kernel / 2 : 0;
            for (int i = 0; i < Convolutions; i++)
            {
                Add("conv2d", new JsonObject { ["filters"] = filters, ["kernel"] = Kernel, ["padding"] = padding, ["bias"] = !BatchNorm });
                if (BatchNorm)
                    Add("batch_norm", new JsonObject());
                Add("relu", new JsonObject());
            }

            if (stage < Layers || Layers == 1)
                Add("max_pool2d", new JsonObject { ["size"] = 2 });
        }

        Add("flatten", new JsonObject());
        if (Dropout > 0)
            Add("dropout", new JsonObject { ["rate"] = Dropout });
        if (Dense > 0)
        {
            Add("dense", new JsonObject { ["units"] = Dense });
            Add("relu", new JsonObject());
        }

        return NetworkDescription.Parse(new JsonObject { ["layers"] = layers }.ToJsonString());

        void Add(string kind, JsonObject options) => layers.Add((JsonNode)new JsonObject { [kind] = options });
    }

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
