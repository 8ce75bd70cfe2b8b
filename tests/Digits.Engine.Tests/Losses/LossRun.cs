using Digits.Engine.Kernels;
using Digits.Engine.Losses;
using Digits.Engine.Plans.Batch;

namespace Digits.Engine.Tests.Losses;

/// <summary>A loss on up to 32 images' outputs, <c>[N, C, H, W]</c>, without a plan.</summary>
internal sealed class LossRun(Shape shape, float[] output)
{
    private readonly int _count = output.Length / shape.Size;

    /// <summary>The gradient of the mean loss, <c>[N, C, H, W]</c>.</summary>
    internal float[] Gradient { get; } = new float[output.Length];

    internal int Correct { get; private set; }

    /// <summary>Computes gradient and hits.</summary>
    /// <returns>The sum of the images' losses.</returns>
    internal double Compute(Loss loss, in Targets targets)
    {
        loss.CheckOutput(shape);
        loss.CheckTargets(targets, shape);
        float[] lanes = new float[shape.Size * Lanes.Count];
        LaneTransfer.Load(output, shape, lanes);

        // What stands there before must not matter.
        float[] gradient = [.. Enumerable.Repeat(7f, lanes.Length)];
        float[] scratch = [.. Enumerable.Repeat(-3f, loss.ScratchFloats(shape))];
        LossPart part = new(0, _count, _count);
        double sum = loss.Compute(targets, part, lanes, shape, gradient, scratch);
        Correct = loss.CountCorrect(targets, part, lanes, shape);
        for (int i = 0; i < gradient.Length; i++)
        {
            if (i % Lanes.Count >= _count)
                gradient[i].ShouldBe(0);
        }

        LaneTransfer.Store(gradient, shape, Gradient);
        return sum;
    }
}
