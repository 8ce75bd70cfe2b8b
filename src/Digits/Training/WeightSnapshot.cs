using Digits.Engine;

namespace Digits.Training;

/// <summary>A network's weights at some moment, running statistics included.</summary>
internal sealed class WeightSnapshot
{
    private readonly float[][] _values;

    /// <summary>Takes the weights as they are now.</summary>
    internal WeightSnapshot(Network network)
    {
        _values = [.. network.Parameters.Select(parameter => parameter.ToArray())];
    }

    /// <summary>Gives them back to the network that they were taken from.</summary>
    internal void Restore(Network network)
    {
        foreach ((Parameter parameter, float[] values) in network.Parameters.Zip(_values))
            parameter.Assign(values);
    }
}
