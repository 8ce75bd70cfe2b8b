namespace Digits.Engine.Tests.Twins;

internal static class ConcatenateTwin
{
    internal static Maps Forward(params Maps[] inputs)
    {
        Maps result = new(inputs[0].Count, inputs[0].Shape with { Channels = inputs.Sum(input => input.Shape.Channels) });
        int start = 0;
        for (int n = 0; n < result.Count; n++)
        {
            foreach (Maps input in inputs)
            {
                Array.Copy(input.Values, n * input.Shape.Size, result.Values, start, input.Shape.Size);
                start += input.Shape.Size;
            }
        }

        return result;
    }
}
