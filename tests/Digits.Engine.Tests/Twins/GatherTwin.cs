namespace Digits.Engine.Tests.Twins;

internal static class GatherTwin
{
    internal static Maps Forward(Maps x, Shape shape, ReadOnlySpan<int> indices)
    {
        Maps result = new(x.Count, shape);
        for (int i = 0; i < result.Values.Length; i++)
        {
            int index = indices[i % shape.Size];
            result.Values[i] = index < 0 ? 0 : x.Values[(i / shape.Size * x.Shape.Size) + index];
        }

        return result;
    }
}
