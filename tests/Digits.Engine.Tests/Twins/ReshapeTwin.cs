namespace Digits.Engine.Tests.Twins;

internal static class ReshapeTwin
{
    internal static Maps Forward(Maps x, Shape shape, bool channelsLast)
    {
        if (!channelsLast)
            return x.As(shape);

        Maps result = new(x.Count, shape);
        for (int n = 0; n < x.Count; n++)
        {
            for (int i = 0; i < shape.Size; i++)
                result[n, i % shape.Channels, i / shape.Channels / shape.Width, i / shape.Channels % shape.Width] = x[n, i, 0, 0];
        }

        return result;
    }
}
