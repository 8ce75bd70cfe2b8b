using System.Text.RegularExpressions;

namespace Digits.Data;

/// <summary>What the name of an array, of a file or of a column tells: <c>x_train</c>, <c>train/target</c>, <c>trainLabels</c>…</summary>
/// <param name="Part">Which part of a set.</param>
/// <param name="Role">What it holds.</param>
internal readonly partial record struct ArrayName(ArrayPart Part, ArrayRole Role)
{
    private static readonly string[] _images =
        ["x", "xs", "image", "images", "img", "imgs", "data", "pixels", "features", "feature", "input", "inputs", "pictures", "samples", "digits", "xdata"];

    private static readonly string[] _labels =
        ["y", "ys", "label", "labels", "target", "targets", "class", "answer", "answers", "digit", "output", "outputs", "lbl", "gt", "ydata", "category"];

    private static readonly string[] _names =
        ["classes", "classnames", "labelnames", "targetnames", "categories", "names", "mapping"];

    /// <summary>Reads a name.</summary>
    public static ArrayName Of(string name)
    {
        string[] words = [.. Words().Matches(name).Select(match => match.Value.ToLowerInvariant())];
        if (ShortName().Match(string.Concat(words)) is { Success: true } pair)
            return new ArrayName(PartOf(pair.Groups["part"].Value), pair.Groups["role"].Value == "x" ? ArrayRole.Images : ArrayRole.Labels);

        string whole = string.Concat(words);
        ArrayPart part = PartOf(whole);
        string rest = PartWord().Replace(whole, "");
        ArrayRole role = RoleOf(rest);
        if (role == ArrayRole.Unknown)
        {
            // mnist_images, dataset.train.labels: the last word that means something.
            // An x may only stand between two numbers.
            string[] meant = [.. words.Select(word => PartWord().Replace(word, "")).Where(word => RoleOf(word) != ArrayRole.Unknown)];
            role = RoleOf(meant.LastOrDefault(word => word.Length > 1) ?? meant.LastOrDefault() ?? "");
        }

        return new ArrayName(part, role == ArrayRole.Unknown && rest.Length == 0 && part != ArrayPart.Whole ? ArrayRole.Images : role);
    }

    private static ArrayRole RoleOf(string word) =>
        _images.Contains(word) ? ArrayRole.Images : _labels.Contains(word) ? ArrayRole.Labels : _names.Contains(word) ? ArrayRole.Names : ArrayRole.Unknown;

    private static ArrayPart PartOf(string text) => PartWord().Match(text).Value switch
    {
        "training" or "train" or "tr" => ArrayPart.Train,
        "testing" or "test" or "t10k" or "te" => ArrayPart.Test,
        "validation" or "valid" or "val" or "dev" or "va" => ArrayPart.Validation,
        _ => text switch { "tr" => ArrayPart.Train, "te" or "ts" => ArrayPart.Test, "va" => ArrayPart.Validation, _ => ArrayPart.Whole },
    };

    // A capital begins a word: trainLabels; a run of them is one: MNIST.
    [GeneratedRegex("[A-Z]*[a-z0-9]+|[A-Z]+")]
    private static partial Regex Words();

    [GeneratedRegex("training|train|testing|test(?!ed)|t10k|validation|valid|val(?!ue)|dev(?!i)")]
    private static partial Regex PartWord();

    [GeneratedRegex("^(?<role>[xy])(?<part>tr|te|ts|va)$", RegexOptions.ExplicitCapture)]
    private static partial Regex ShortName();
}
