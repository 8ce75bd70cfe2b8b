using System.Numerics.Tensors;

namespace Digits.Engine;

/// <summary>
/// A moving average of a network's weights over the steps of training, which often reads better than the last weights (Polyak and Juditsky, 1992; as Keras's
/// <c>SwapEMAWeights</c>). At step t the average moves by 1 - min(decay, (1 + t) / (10 + t)) of the way to the weights, so that the first, random ones are soon
/// forgotten.
/// </summary>
public sealed class WeightAverage
{
    private readonly Parameter[] _parameters;
    private readonly AlignedBuffer[] _averages;
    private readonly float _decay;

    /// <summary>An average that starts at the weights as they are.</summary>
    /// <param name="network">The network, running statistics of batch normalization included.</param>
    /// <param name="decay">The share of the average that a step leaves, such as 0.999.</param>
    /// <exception cref="ArgumentOutOfRangeException">The decay is not between 0 and 1.</exception>
    public WeightAverage(Network network, float decay)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(decay);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(decay, 1f);
        _decay = decay;
        _parameters = [.. network.Parameters];
        _averages = [.. _parameters.Select(parameter => new AlignedBuffer(parameter.Values.Length))];
        for (int i = 0; i < _parameters.Length; i++)
            _parameters[i].Values.CopyTo(_averages[i].Span);
    }

    /// <summary>Every average by its parameter's name, with its sizes and values in PyTorch's order: what resuming needs.</summary>
    public IEnumerable<(string Name, IReadOnlyList<int> Dimensions, float[] Values)> State =>
        _parameters.Select((parameter, i) => ($"{parameter.Name}.average", parameter.Dimensions, parameter.ToArray(_averages[i].Span)));

    /// <summary>Restores what <see cref="State"/> listed.</summary>
    /// <exception cref="ArgumentException">An average is missing or has another size.</exception>
    public void Restore(IReadOnlyDictionary<string, float[]> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        for (int i = 0; i < _parameters.Length; i++)
        {
            if (!state.TryGetValue($"{_parameters[i].Name}.average", out float[]? values))
                throw new ArgumentException($"The state has no {_parameters[i].Name}.average.", nameof(state));

            _parameters[i].Assign(values, _averages[i].Span);
        }
    }

    /// <summary>Moves the average towards the weights, after a step.</summary>
    /// <param name="step">The number of the step, from 1.</param>
    public void Update(long step)
    {
        float decay = Math.Min(_decay, (1f + step) / (10f + step));
        for (int i = 0; i < _parameters.Length; i++)
            TensorPrimitives.Lerp(_parameters[i].Values, _averages[i].Span, decay, _averages[i].Span);
    }

    /// <summary>Puts the averages into the network and keeps its weights, or the other way round.</summary>
    public void Swap()
    {
        for (int i = 0; i < _parameters.Length; i++)
        {
            Span<float> weights = _parameters[i].Values;
            Span<float> averages = _averages[i].Span;
            for (int j = 0; j < weights.Length; j++)
                (weights[j], averages[j]) = (averages[j], weights[j]);

            _parameters[i].Touch();
        }
    }
}
