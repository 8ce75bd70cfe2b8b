namespace Digits.Server;

/// <summary>A request of the Open Inference Protocol, as it was sent.</summary>
internal sealed class InferRequest
{
    internal string? Id { get; set; }

    internal List<InferInput> Inputs { get; } = [];

    internal List<InferOutput> Outputs { get; } = [];

    /// <summary>Whether outputs that do not say otherwise follow the JSON as bytes.</summary>
    internal bool IsBinaryOutput { get; set; }
}
