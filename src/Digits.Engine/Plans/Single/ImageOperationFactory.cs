using Digits.Engine.Kernels;

namespace Digits.Engine.Plans.Single;

/// <summary>Which operation computes a layer for a single image.</summary>
internal static class ImageOperationFactory
{
    private static readonly Window2D _onePixel = new(1, 1);

    internal static ImageOperation Create(Layer layer, ImageWiring wiring)
    {
        Shape input = wiring.Input.Shape;
        return layer switch
        {
            Conv2D { Groups: > 1 } conv => new ImageGroupedConvolution(wiring, conv),
            Conv2D conv when ImageWinograd.Pays(conv.Geometry, wiring.Fusion.Pool) => new ImageWinograd(wiring, conv.Geometry, conv.Weight, conv.Bias),
            Conv2D conv => new ImageConvolution(wiring, conv.Geometry, conv.Window, conv.Weight, conv.Bias),
            Dense dense => new ImageConvolution(wiring, _onePixel.Over(input, dense.Units), _onePixel, dense.Weight, dense.Bias),
            BatchNorm norm => ImageElementwise.Scale(wiring, norm),
            Normalization norm => ImageElementwise.Normalize(wiring, norm),
            ReLU => ImageElementwise.Rectify(wiring, slope: 0f),
            LeakyReLU leaky => ImageElementwise.Rectify(wiring, leaky.Slope),
            Activation activation => ImageElementwise.Activate(wiring, activation.Function),
            PReLU prelu => ImageElementwise.Rectify(wiring, prelu),
            LocalResponseNorm norm => ImageElementwise.Normalize(wiring, norm.Function),
            MaxPool2D pool => new ImagePooling(wiring, pool.Geometry, maximum: true, countPadding: false),
            AveragePool2D pool => new ImagePooling(wiring, pool.Geometry, maximum: false, pool.CountPadding),
            GlobalMaxPool2D => new ImagePooling(wiring, WholeMap(input), maximum: true, countPadding: false),
            GlobalAveragePool2D => new ImagePooling(wiring, WholeMap(input), maximum: false, countPadding: false),
            Gather gather => ImageElementwise.Gather(wiring, gather),
            Flatten flatten => ImageElementwise.Flatten(wiring, flatten.ChannelsLast),
            Reshape reshape => ImageElementwise.Reshape(wiring, reshape.ChannelsLast),
            Dropout => ImageElementwise.Copy(wiring),
            Add => ImageElementwise.Add(wiring),
            MatMul => new ImageMatMul(wiring),
            Multiply => ImageElementwise.Multiply(wiring),
            ZeroPadding2D padding => ImageElementwise.Pad(wiring, padding),
            Concatenate => ImageElementwise.Concatenate(wiring),
            Affine affine => ImageElementwise.Scale(wiring, affine),
            LSTM lstm => new ImageLstm(wiring, lstm),
            GRU gru => new ImageGru(wiring, gru),
            SimpleRNN rnn => new ImageSimpleRnn(wiring, rnn),
            Softmax softmax => ImageElementwise.Softmax(wiring, softmax.Logarithm),
            _ => throw new NotSupportedException($"No operation computes {layer.GetType().Name}."),
        };
    }

    private static WindowGeometry WholeMap(Shape map) => new Window2D(map.Height, map.Width).Over(map, map.Channels);
}
