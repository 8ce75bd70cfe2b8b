using System.Runtime.CompilerServices;

namespace Digits.Engine;

/// <summary>One operation of a network with its parameters. A layer belongs to one place in one network.</summary>
public abstract class Layer
{
    private List<Parameter> _parameters = [];
    private List<Parameter>? _shared;
    private bool _attached;

    private protected Layer()
    {
    }

    /// <summary>The name within its network, unique: <c>conv1</c>, <c>dense2</c>. Set by the network unless given.</summary>
    public string Name { get; set; } = "";

    /// <summary>What the layer holds: weights, biases, statistics.</summary>
    public IReadOnlyList<Parameter> Parameters => _parameters;

    /// <summary>The stem of default names: <c>conv</c>.</summary>
    internal abstract string Stem { get; }

    /// <summary>Whether the parameters are those of a layer of another network, and must not be filled anew.</summary>
    private protected bool SharesParameters => _shared is not null;

    /// <summary>Takes the layer into a graph: checks the shapes it will get, creates its parameters, and says what shape comes out.</summary>
    internal Shape Attach(ReadOnlySpan<Shape> inputs)
    {
        if (_attached)
            throw new ArgumentException($"This {GetType().Name} already has a place in a network; make a new one for each place.");

        _parameters.Clear();
        Shape shape = Build(inputs);
        if (shape.Channels < 1 || shape.Height < 1 || shape.Width < 1)
            throw new ArgumentException($"{GetType().Name} leaves nothing of an input of {inputs[0]}; the map is too small for it.");

        if (!shape.IsPossible)
            throw new ArgumentException($"{GetType().Name} makes {shape} of an input of {inputs[0]}; {int.MaxValue} values are the most there can be.");

        _attached = true;
        return shape;
    }

    /// <summary>A copy with the same settings but without place, name and parameters; the rest is made when it is attached.</summary>
    internal Layer Detached()
    {
        Layer copy = (Layer)MemberwiseClone();
        copy._parameters = [];
        copy._shared = null;
        copy._attached = false;
        copy.Name = "";
        return copy;
    }

    /// <summary>A copy with the same settings and name for a place in another network; attached, it has the very parameters of this layer.</summary>
    internal Layer Sharing()
    {
        Layer copy = Detached();
        copy._shared = _parameters;
        copy.Name = Name;
        return copy;
    }

    /// <summary>Multiply-adds that the layer spends on one image in the forward pass.</summary>
    internal virtual long MultiplyAdds(Shape input, Shape output) => 0;

    /// <summary>Fills the parameters with their values at the start of training.</summary>
    internal virtual void Initialize(CounterRandom random)
    {
    }

    /// <summary>Checks shapes, creates parameters, returns the output's shape.</summary>
    internal abstract Shape Build(ReadOnlySpan<Shape> inputs);

    /// <summary>Refuses what is not a finite number above 0.</summary>
    private protected static void ThrowIfNotPositive(float value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!float.IsFinite(value) || value <= 0)
            throw new ArgumentOutOfRangeException(name, $"{name} must be a finite number above 0, not {value}.");
    }

    /// <summary>A parameter, which a layer has from the time when it is attached.</summary>
    private protected static Parameter Placed(Parameter? parameter) =>
        parameter ?? throw new InvalidOperationException("A layer has weights once it has a place in a network.");

    private protected Parameter CreateParameter(string role, ReadOnlySpan<int> dimensions, bool trainable = true)
    {
        Parameter parameter = _shared?[_parameters.Count] ?? new Parameter(role, dimensions, trainable);
        if (!dimensions.SequenceEqual([.. parameter.Dimensions]))
        {
            throw new ArgumentException(
                $"{parameter.Name} is {string.Join('x', parameter.Dimensions)}, but {string.Join('x', dimensions.ToArray())} would be needed.");
        }

        _parameters.Add(parameter);
        return parameter;
    }
}
