namespace Digits.Engine.Tests.Twins;

internal static class AddTwin
{
    internal static Maps Forward(params Maps[] inputs)
    {
        Maps result = new(inputs[0].Count, inputs[0].Shape);
        foreach (Maps input in inputs)
        {
            for (int i = 0; i < input.Values.Length; i++)
                result.Values[i] += input.Values[i];
        }

        return result;
    }
}
