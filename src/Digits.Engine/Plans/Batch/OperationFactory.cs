using Digits.Engine.Kernels;

namespace Digits.Engine.Plans.Batch;

/// <summary>Which operation computes a layer for thirty-two images in lanes.</summary>
internal static class OperationFactory
{
    internal static Operation Create(Layer layer, Wiring wiring)
    {
        Shape input = wiring.InputShapes[0];
        return layer switch
        {
            Conv2D { Groups: > 1 } conv => new GroupedConvolutionOperation(wiring, conv),
            Conv2D conv when WinogradForm.Find(wiring.Training, conv.Geometry, wiring.Pool) is { } form =>
                new WinogradOperation(wiring, form, conv.Geometry, conv.Weight, conv.Bias),
            Conv2D conv => new ConvolutionOperation(wiring, conv.Geometry, conv.Weight, conv.Bias),
            Dense dense => new ConvolutionOperation(wiring, new Window2D(1, 1).Over(input, dense.Units), dense.Weight, dense.Bias),
            BatchNorm norm => new BatchNormOperation(wiring, norm),
            Normalization norm => new NormalizationOperation(wiring, norm),
            ReLU => new RectifyOperation(wiring, slope: 0f),
            LeakyReLU leaky => new RectifyOperation(wiring, leaky.Slope),
            Activation activation => new ActivationOperation(wiring, activation.Function),
            PReLU prelu => new PReLUOperation(wiring, prelu),
            LocalResponseNorm norm => new LocalResponseOperation(wiring, norm.Function),
            MaxPool2D pool => new PoolingOperation(wiring, pool.Geometry, maximum: true, countPadding: false),
            AveragePool2D pool => new PoolingOperation(wiring, pool.Geometry, maximum: false, pool.CountPadding),
            GlobalMaxPool2D => new PoolingOperation(wiring, WholeMap(input), maximum: true, countPadding: false),
            GlobalAveragePool2D => new PoolingOperation(wiring, WholeMap(input), maximum: false, countPadding: false),
            Gather gather => new GatherOperation(wiring, gather),
            Flatten flatten => new FlattenOperation(wiring, flatten.ChannelsLast),
            Reshape reshape => new FlattenOperation(wiring, reshape.ChannelsLast, backwards: true),
            Dropout dropout => new DropoutOperation(wiring, dropout.Rate),
            Add => new AddOperation(wiring),
            MatMul => new MatMulOperation(wiring),
            Multiply => new MultiplyOperation(wiring),
            ZeroPadding2D padding => new ZeroPaddingOperation(wiring, padding),
            Concatenate => new ConcatenateOperation(wiring),
            Affine affine => new AffineOperation(wiring, affine),
            LSTM lstm => new LstmOperation(wiring, lstm),
            GRU gru => new GruOperation(wiring, gru),
            SimpleRNN rnn => new SimpleRnnOperation(wiring, rnn),
            Softmax softmax => new SoftmaxOperation(wiring, softmax.Logarithm),
            _ => throw new NotSupportedException($"No operation computes {layer.GetType().Name}."),
        };
    }

    private static WindowGeometry WholeMap(Shape map) => new Window2D(map.Height, map.Width).Over(map, map.Channels);
}
