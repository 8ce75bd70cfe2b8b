using Digits.Engine.Kernels;
using Digits.Engine.Plans.Layout;

namespace Digits.Engine.Plans.Batch;

/// <summary>Where one layer of a plan finds what it reads and puts what it makes: regions of each slice's memory.</summary>
internal sealed class Wiring
{
    /// <summary>The memory that the plan lays out; an operation asks it for room of its own.</summary>
    internal required MemoryLayout Layout { get; init; }

    internal required KernelSet Kernels { get; init; }

    /// <summary>Whether gradients are wanted; without, dropout passes and batch normalization uses its running statistics.</summary>
    internal required bool Training { get; init; }

    /// <summary>The layer's position in the network: a stream of random numbers for it.</summary>
    internal required int Index { get; init; }

    /// <summary>The batch normalization that follows a convolution or dense layer and is multiplied into its weights; null for none. Not in training.</summary>
    internal BatchNorm? Norm { get; init; }

    /// <summary>
    /// Windows, side by side, by which the layer's result is max-pooled before it is stored; null for none. <see cref="OutputShape"/> is then the pooled shape.
    /// </summary>
    internal Window2D? Pool { get; init; }

    internal required Shape[] InputShapes { get; init; }

    internal required Shape OutputShape { get; init; }

    internal required Region[] Inputs { get; init; }

    internal required Region Output { get; init; }

    /// <summary>Where the gradient to each input goes; empty where nobody needs it.</summary>
    internal required Region[] InputGradients { get; init; }

    internal required Region OutputGradient { get; init; }
}
