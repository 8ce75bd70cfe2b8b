namespace Digits.Comparison.Running;

/// <summary>What is compared.</summary>
internal enum Work
{
    /// <summary>Epochs of training.</summary>
    Training,

    /// <summary>Outputs for images.</summary>
    Inference,

    /// <summary>Whole processes from the start to a tested model.</summary>
    Recipes,

    /// <summary>Lines of digits.</summary>
    Reading,
}
