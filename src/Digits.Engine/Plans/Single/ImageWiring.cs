using Digits.Engine.Kernels;
using Digits.Engine.Plans.Layout;

namespace Digits.Engine.Plans.Single;

/// <summary>Where one layer of a plan for a single image finds what it reads and puts what it makes.</summary>
internal sealed class ImageWiring
{
    internal required MemoryLayout Layout { get; init; }

    internal required KernelSet Kernels { get; init; }

    internal required ImageMap[] Inputs { get; init; }

    internal required ImageMap Output { get; init; }

    /// <summary>What the operation also does: see <see cref="Fusion"/>.</summary>
    internal required Fusion Fusion { get; init; }

    internal ImageMap Input => Inputs[0];
}
