using Digits.Engine.Plans.Batch;
using Digits.Engine.Plans.Layout;

namespace Digits.Engine.Plans;

/// <summary>Where each trainable parameter's gradient lies in a piece's buffer.</summary>
internal sealed class GradientLayout
{
    private readonly Dictionary<Parameter, Region> _regions = [];

    internal GradientLayout(PlanGraph graph, Network network)
    {
        Parameters = [.. network.Parameters.Where(parameter => parameter.Trainable)];
        MemoryLayout layout = new();
        foreach (Parameter parameter in Parameters)
            _regions[parameter] = layout.Reserve(parameter.Values.Length);

        Length = layout.Length;
        foreach (Operation operation in graph.Steps)
            operation.GradientRegions = _regions;
    }

    internal Parameter[] Parameters { get; }

    internal int Length { get; }

    internal Region this[Parameter parameter] => _regions[parameter];
}
