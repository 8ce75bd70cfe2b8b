namespace Digits.Engine;

/// <summary>The greatest value of each channel's whole map: <c>[C, H, W]</c> to <c>[C]</c>.</summary>
public sealed class GlobalMaxPool2D : Layer
{
    internal override string Stem => "global_max_pool";

    internal override Shape Build(ReadOnlySpan<Shape> inputs) => new(inputs[0].Channels);

    internal override Operation Compile(Wiring wiring)
    {
        Shape map = wiring.InputShapes[0];
        return new PoolingOperation(wiring, new Window2D(map.Height, map.Width).Over(map, map.Channels), maximum: true, countPadding: false);
    }

    internal override ImageOperation CompileForImage(ImageWiring wiring)
    {
        Shape map = wiring.Input.Shape;
        return new ImagePooling(wiring, new Window2D(map.Height, map.Width).Over(map, map.Channels), maximum: true, countPadding: false);
    }
}
