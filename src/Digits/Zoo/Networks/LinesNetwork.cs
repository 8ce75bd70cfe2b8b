using Digits.Data;
using Digits.Engine;
using Digits.Imaging;

namespace Digits.Zoo;

/// <summary>
/// A network that reads lines of writing, for <see cref="CtcLoss"/>: convolutions and pools alone, so that its layers take lines of any width. Pools halve the
/// height four times and the width twice; the last convolutions make of the two rows that are left one, with a step for every four columns of the line.
/// </summary>
internal static class LinesNetwork
{
    /// <summary>Columns of the line for each step of the output.</summary>
    internal const int ColumnsPerStep = 4;

    /// <summary>The channels of the five stages, from the line to the steps.</summary>
    internal static IReadOnlyList<int> UsualChannels { get; } = [16, 40, 80, 128, 192];

    /// <summary>A network with random weights of seed 0.</summary>
    /// <param name="width">The width of a line, a multiple of 4.</param>
    /// <param name="channels">The channels of the five stages; null for <see cref="UsualChannels"/>.</param>
    /// <param name="height">The height of a line.</param>
    /// <param name="classes">The channels of the output, the blank among them.</param>
    /// <exception cref="ArgumentException">The height is less than 32 or more than 47, or there are not five stages.</exception>
    internal static Network Create(
        int width, IReadOnlyList<int>? channels = null, int height = LineContrast.LineHeight, int classes = LineSymbols.Count)
    {
        channels ??= UsualChannels;
        if (channels.Count != UsualChannels.Count)
            throw new ArgumentException($"The network has {UsualChannels.Count} stages, not {channels.Count}.", nameof(channels));

        Node line = Node.Input(1, height, width);
        Node maps = line.Normalized(channels[0], padding: 1).Then(new MaxPool2D(2));
        maps = maps.Normalized(channels[1], padding: 1).Normalized(channels[1], padding: 1).Then(new MaxPool2D(2));
        maps = maps.Normalized(channels[2], padding: 1).Normalized(channels[2], padding: 1).Then(HalveHeight());
        maps = maps.Normalized(channels[3], padding: 1).Normalized(channels[3], padding: 1).Then(HalveHeight());
        maps = maps.Normalized(channels[4], new Window2D(2, 3, PadLeft: 1, PadRight: 1)).Normalized(channels[4], new Window2D(1, 3, PadLeft: 1, PadRight: 1));
        Node steps = maps.Then(new Conv2D(classes, 1));
        return steps.Shape.Height == 1
            ? new Network(line, steps)
            : throw new ArgumentException($"Lines that are {height} pixels high leave {steps.Shape.Height} rows, and one is wanted.", nameof(height));
    }

    private static MaxPool2D HalveHeight() => new(new Window2D(2, 1, StrideY: 2));

    private static Node Normalized(this Node input, int filters, Window2D window) =>
        input.Then(new Conv2D(filters, window, bias: false), new BatchNorm(), new ReLU());
}
