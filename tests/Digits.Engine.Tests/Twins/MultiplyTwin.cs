namespace Digits.Engine.Tests.Twins;

internal static class MultiplyTwin
{
    /// <summary>The second may have a single pixel, which multiplies each of the first.</summary>
    internal static Maps Forward(Maps x, Maps gate)
    {
        Maps result = new(x.Count, x.Shape);
        for (int i = 0; i < x.Values.Length; i++)
            result.Values[i] = x.Values[i] * gate.Values[gate.Shape.IsFlat ? i / x.Shape.Pixels : i];

        return result;
    }
}
