namespace Digits.Engine;

/// <summary>
/// A fixed scale and shift for each channel, y = scale · x + shift: the normalization of pixels that some programs put inside their models. Not trained; any
/// shape.
/// </summary>
public sealed class Affine : Layer
{
    private readonly float[] _scale;
    private readonly float[] _shift;

    /// <summary>A scale and shift; one value serves all channels.</summary>
    public Affine(ReadOnlySpan<float> scale, ReadOnlySpan<float> shift)
    {
        _scale = scale.ToArray();
        _shift = shift.ToArray();
    }

    /// <summary>The scale, <c>[C]</c>.</summary>
    public Parameter Scale { get; private set; } = null!;

    /// <summary>The shift, <c>[C]</c>.</summary>
    public Parameter Shift { get; private set; } = null!;

    internal override string Stem => "affine";

    internal override Shape Build(ReadOnlySpan<Shape> inputs)
    {
        Scale = Create("weight", _scale, inputs[0].Channels);
        Shift = Create("bias", _shift, inputs[0].Channels);
        return inputs[0];
    }

    private Parameter Create(string role, float[] values, int channels)
    {
        if (values.Length != 1 && values.Length != channels)
            throw new ArgumentException($"Affine has {values.Length} values for {channels} channels; give one for each, or one for all.");

        Parameter parameter = CreateParameter(role, [channels], trainable: false);
        for (int c = 0; c < channels && !SharesParameters; c++)
            parameter.Values[c] = values[values.Length == 1 ? 0 : c];

        return parameter;
    }
}
