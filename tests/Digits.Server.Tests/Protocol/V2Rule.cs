namespace Digits.Server.Tests.Protocol;

/// <summary>A rule of the inference protocol: a request, and what its answer has to be.</summary>
/// <param name="Section">Where the rule stands: a section of the protocol, or one of its extensions.</param>
/// <param name="Says">The rule.</param>
/// <param name="Path">The path after <c>/v2</c>. With a body it is a POST, else a GET; <c>VERSION</c> is the model's version.</param>
public sealed record V2Rule(string Section, string Says, string Path)
{
    /// <summary>The JSON of the request; null for none. <c>ONE</c> is the numbers of an image, <c>TWO</c> those of two.</summary>
    public string? Json { get; init; }

    /// <summary>What follows the JSON.</summary>
    public byte[] Tensors { get; init; } = [];

    /// <summary>The header with the length of the JSON; right where null and tensors follow, none where empty.</summary>
    public string? HeaderLength { get; init; }

    public int Status { get; init; } = 200;

    /// <summary>Parts of the answer by their path, such as <c>outputs.0.shape</c>, as compact JSON; null for a part that must not be there.</summary>
    public IReadOnlyDictionary<string, string?> Has { get; init; } = new Dictionary<string, string?>();

    /// <summary>Numbers or texts in an output's data, in JSON and as bytes.</summary>
    public int? Values { get; init; }

    /// <summary>The bytes that follow the JSON of the answer.</summary>
    public int Bytes { get; init; }

    /// <summary>What the one line of an error has to name.</summary>
    public string? Error { get; init; }

    public override string ToString() => $"{Section}: {Says}";
}
