namespace Digits.Engine.Tests.Twins;

internal static class AffineTwin
{
    internal static Maps Forward(Maps x, double[] scale, double[] shift) => x.Select((c, value) => (scale[c] * value) + shift[c]);
}
