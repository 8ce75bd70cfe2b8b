namespace Digits.Engine;

/// <summary>What a model that is written gives for an image.</summary>
public enum OnnxOutput
{
    /// <summary>What its network gives.</summary>
    Unchanged,

    /// <summary>Logits: what comes before the softmax at the network's end.</summary>
    Logits,

    /// <summary>A probability for each class; a softmax is added where the network gives logits.</summary>
    Probabilities,
}
