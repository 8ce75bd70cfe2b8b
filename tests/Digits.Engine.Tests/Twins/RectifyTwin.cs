namespace Digits.Engine.Tests.Twins;

internal static class RectifyTwin
{
    internal static Maps Forward(Maps x, double slope) => x.Select((_, value) => value > 0 ? value : slope * value);
}
