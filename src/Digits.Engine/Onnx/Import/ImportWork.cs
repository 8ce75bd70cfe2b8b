namespace Digits.Engine.Onnx;

/// <summary>What reading one file may cost, over all that is tried: a file of a few bytes can ask for hours.</summary>
internal sealed class ImportWork
{
    /// <summary>Some seconds; networks of digits need a thousandth of it.</summary>
    private const long Maximum = 1L << 32;

    private long _spent;

    /// <summary>The nodes of the graph that the last attempt came to.</summary>
    internal int Nodes { get; set; }

    /// <summary>Takes note of values that are about to be moved or multiplied.</summary>
    /// <exception cref="DigitsException">That is more than a model of digits can need.</exception>
    internal void Spend(NodeProto node, long values)
    {
        if ((_spent += values) > Maximum)
            throw OnnxError.At(node, $"with it, reading the file would take more than {Maximum} steps, which is more than is supported.");
    }
}
