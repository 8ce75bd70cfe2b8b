using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Digits.Engine;

namespace Digits.Zoo;

/// <summary>
/// A network that somebody describes in JSON, layer by layer, as
/// <c>{"layers": [{"conv2d": {"filters": 32, "kernel": 3}}, {"relu": {}}, {"max_pool2d": {"size": 2}}, {"flatten": {}}, {"dense": {"units": 128}}, {"relu":
/// {}}]}</c>.
/// The last layer, with an output for each class, is not described: it is added. <c>{"residual": […]}</c> adds the result of its layers to what they read;
/// <c>{"concatenate": [[…], […]]}</c> joins the channels of branches that read the same.
/// <c>"heads": [[…], […]]</c> beside the layers ends the network in
/// several vectors of logits, each trained by itself, of which the mean is taken. Two descriptions that say the same are equal.
/// </summary>
[JsonConverter(typeof(NetworkDescriptionConverter))]
public sealed class NetworkDescription : IEquatable<NetworkDescription>
{
    private const int MostBytes = 1 << 20;
    private readonly string _json;
    private readonly IReadOnlyList<DescriptionStep> _steps;
    private readonly IReadOnlyList<IReadOnlyList<DescriptionStep>> _heads;

    private NetworkDescription(JsonElement json)
    {
        (_steps, _heads) = DescriptionReader.Read(json);
        using MemoryStream bytes = new();
        using (Utf8JsonWriter writer = new(bytes))
            json.WriteTo(writer);

        _json = Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>The names of the layers that can be described, as <c>conv2d</c>.</summary>
    public static IEnumerable<string> Layers => DescribedLayer.Kinds;

    /// <summary>Whether a name is that of a file with a description.</summary>
    public static bool IsFile(string name) => name.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a description from a file.</summary>
    /// <exception cref="DigitsException">There is no such file, or it is no description; the message names the layer, the key and what is expected.</exception>
    public static NetworkDescription Load(string path)
    {
        string text = Encoding.UTF8.GetString(InputFile.ReadAllBytes(path, MostBytes));
        try
        {
            return Parse(text.TrimStart('\uFEFF'));
        }
        catch (DigitsException e)
        {
            throw new InvalidInputException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>Reads a description. Comments and commas after the last of a list are allowed.</summary>
    /// <exception cref="DigitsException">It is none; the message names the layer, the key and what is expected.</exception>
    public static NetworkDescription Parse(string json)
    {
        try
        {
            JsonDocumentOptions options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, AllowDuplicateProperties = false };
            using JsonDocument document = JsonDocument.Parse(json, options);
            return new NetworkDescription(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new InvalidInputException($"is not JSON: {AtomicFile.OneLine(e)}", e);
        }
    }

    /// <summary>Makes the network.</summary>
    /// <param name="input">The shape of an image, <c>[C, H, W]</c>.</param>
    /// <param name="classes">Outputs.</param>
    /// <param name="seed">The seed of the weights.</param>
    /// <exception cref="DigitsException">A layer does not fit what comes to it; the message names it.</exception>
    public Network Build(Shape input, int classes = 10, ulong seed = 0)
    {
        Node image = Node.Input(input.Channels, input.Height, input.Width);
        Node last = DescriptionStep.Sequence(_steps, image);
        Node[] logits = _heads.Count == 0
            ? [Logits(last, "the layers")]
            : [.. _heads.Select((head, i) => Logits(DescriptionStep.Sequence(head, last), $"head {i + 1}"))];
        return new Network(image, logits.Length == 1 ? logits[0] : Node.Mean(logits), seed);

        Node Logits(Node end, string what) => end.Shape.IsFlat
            ? end.Then(new Dense(classes))
            : throw new InvalidInputException(
                $"{what} end{(_heads.Count == 0 ? "" : "s")} in a map of {end.Shape}, but the output layer, which is added, reads a vector; "
                + "end with {\"flatten\": {}} or a global pool.");
    }

    /// <summary>Whether both describe the same, layer by layer and key by key.</summary>
    public bool Equals(NetworkDescription? other) => other is not null && _json == other._json;

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as NetworkDescription);

    /// <inheritdoc />
    public override int GetHashCode() => _json.GetHashCode(StringComparison.Ordinal);

    /// <summary>The description as JSON on one line.</summary>
    public override string ToString() => _json;
}
