namespace Digits.Engine.Kernels;

/// <summary>Multiply-adds and nothing else, in one vector width: what the processor could do at most.</summary>
internal interface IPeakKernel
{
    /// <summary>Floating-point operations of one round; a fused multiply-add counts as two.</summary>
    int OperationsPerRound { get; }

    /// <summary>Does so many rounds.</summary>
    /// <returns>A number that depends on all of them.</returns>
    float RunRounds(int rounds);
}
