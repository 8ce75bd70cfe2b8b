using Digits.Engine.Plans.Batch;

namespace Digits.Engine.Plans;

/// <summary>Lets every operation bring its weights into the form that its kernels read; one item an operation.</summary>
internal sealed class PreparePhase(PlanGraph graph) : IWork
{
    internal int Items => graph.Steps.Length;

    public void Execute(int item, int worker) => graph.Steps[item].Prepare();
}
