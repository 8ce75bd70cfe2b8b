using Digits.Comparison.Running;
using Digits.Engine;

namespace Digits.Comparison.Inference;

/// <summary>Ours.</summary>
internal sealed class DigitsInference : IInference
{
    private readonly InferenceInput _input;
    private readonly InferencePlan _plan;
    private readonly float[] _results;

    public DigitsInference(InferenceInput input)
    {
        _input = input;
        _plan = new InferencePlan(input.Network, input.Threads);
        _results = new float[input.BatchSize * input.Classes];
    }

    public string Library => Versions.Digits;

    public void Run(int call)
    {
        int length = _input.BatchSize * _input.Area;
        _plan.Run(_input.Images.AsMemory(call * length, length), _results);
    }

    public float[] Outputs(int call)
    {
        Run(call);
        return [.. _results];
    }

    public void Dispose()
    {
        // Nothing of it is to be freed.
    }
}
