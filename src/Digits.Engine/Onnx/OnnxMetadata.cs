namespace Digits.Engine;

/// <summary>The keys of what a model says of itself; other keys may stand beside them.</summary>
public static class OnnxMetadata
{
    /// <summary>
    /// The range of the pixels that the model reads, what blank is before what ink is: <see cref="ZeroToOne"/>, <see cref="ZeroTo255"/>, <c>-1-1</c>, or
    /// <c>1-0</c> for dark ink on white.
    /// </summary>
    public const string InputRange = "input_range";

    /// <summary>
    /// Pixels are bytes divided by 255, as torchvision's <c>ToTensor</c> and Keras's examples give them. It also tolerates
    /// mistakes best: a network of ReLUs that gets 0 to 255 instead sees the same digit with more contrast, while one made for 0 to 255 that gets 0 to 1 sees
    /// black.
    /// </summary>
    public const string ZeroToOne = "0-1";

    /// <summary>Pixels are bytes as they come.</summary>
    public const string ZeroTo255 = "0-255";

    /// <summary>What is taken from each pixel, in the units of the range; 0 where it is missing.</summary>
    public const string InputMean = "input_mean";

    /// <summary>What the difference is divided by; 1 where it is missing.</summary>
    public const string InputStandardDeviation = "input_std";

    /// <summary><c>true</c> where the model wants rows and columns exchanged.</summary>
    public const string InputTransposed = "input_transposed";

    /// <summary>The classes' names in the order of the outputs, with commas: <c>0,1,2,3,4,5,6,7,8,9</c>.</summary>
    public const string Labels = "labels";

    /// <summary>
    /// What comes out, where that is not logits: <see cref="Probabilities"/>. For readers of the file; see also <see cref="Network.OutputsProbabilities"/>.
    /// </summary>
    public const string Output = "output";

    /// <summary>A probability for each class; they sum to 1.</summary>
    public const string Probabilities = "probabilities";

    /// <summary>
    /// For a model with a class for what is none of the others: the least probability of the others together at which an image shows one of them, 0 to 1.
    /// </summary>
    public const string RejectBelow = "reject_below";

    /// <summary>The configuration of the training, as JSON.</summary>
    public const string Configuration = "config";
}
