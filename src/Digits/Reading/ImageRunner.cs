using System.Buffers;
using System.Numerics.Tensors;
using Digits.Data;
using Digits.Engine;

namespace Digits.Reading;

/// <summary>
/// Runs a network over images: scales their pixels to the network's range and shares them among threads. Any number of threads may use one runner at once;
/// working memory is rented for each call.
/// </summary>
internal sealed class ImageRunner
{
    /// <summary>One thread reads whole slices of the engine's 32 images, few enough at once to stay in its cache.</summary>
    private const int SliceSize = 32, MostAtOnce = 128;

    private readonly InferencePlan _plan;
    private readonly int _size;
    private readonly int _outputs;
    private readonly InputConvention _input;
    private readonly float[] _pixelValues;
    private readonly int _side;

    /// <summary>Prepares a network.</summary>
    /// <param name="network">A network of <c>[N, 1, H, W]</c> that gives <c>[N, K]</c>.</param>
    /// <param name="input">What it wants the pixels to be.</param>
    /// <param name="threads">Threads that share the images of a call; 0 for one per processor.</param>
    internal ImageRunner(Network network, InputConvention input, int threads)
    {
        _plan = new InferencePlan(network, threads: 1);
        _size = network.Input.Shape.Size;
        _outputs = network.Output.Shape.Size;
        Shape shape = network.Input.Shape;
        if (input.IsTransposed && shape.Height != shape.Width)
            throw new InvalidInputException($"The model reads {shape.Height}x{shape.Width}; only square images can have their rows and columns exchanged.");

        _input = input;
        _pixelValues = input.Values();
        _side = shape.Width;
        Threads = threads == 0 ? Environment.ProcessorCount : threads;
    }

    /// <summary>Threads that share the images of a call.</summary>
    internal int Threads { get; }

    /// <summary>Runs all images of a set.</summary>
    /// <returns>The network's outputs, <c>[N, K]</c>.</returns>
    internal float[] Run(DigitSet set)
    {
        float[] outputs = new float[set.Count * _outputs];
        InPieces(set.Count, (first, count) =>
            Run(set.Pixels.Slice(first * _size, count * _size), outputs.AsMemory(first * _outputs, count * _outputs)));
        return outputs;
    }

    /// <summary>Runs images on this thread.</summary>
    /// <param name="pixels">Images one after another, <c>[N, H, W]</c>, ink bright (255) on dark (0).</param>
    /// <param name="outputs">Filled with the network's outputs, <c>[N, K]</c>.</param>
    internal void Run(ReadOnlySpan<byte> pixels, Memory<float> outputs)
    {
        float[] images = ArrayPool<float>.Shared.Rent(pixels.Length);
        for (int i = 0; i < pixels.Length; i++)
            images[i] = _pixelValues[pixels[i]];
        if (_input.IsTransposed)
            Transpose(images.AsSpan(0, pixels.Length));
        _plan.Run(images.AsMemory(0, pixels.Length), outputs);
        ArrayPool<float>.Shared.Return(images);
    }

    /// <summary>Runs images that are already floats.</summary>
    /// <param name="images">Images one after another, <c>[N, 1, H, W]</c>, pixels of 0 to 1.</param>
    /// <param name="outputs">Filled with the network's outputs, <c>[N, K]</c>.</param>
    internal void Run(ReadOnlyMemory<float> images, Memory<float> outputs) => InPieces(images.Length / _size, (first, count) =>
    {
        ReadOnlyMemory<float> piece = images.Slice(first * _size, count * _size);
        Memory<float> results = outputs.Slice(first * _outputs, count * _outputs);
        if (_input.IsPlain)
        {
            _plan.Run(piece, results);
            return;
        }

        float[] changed = ArrayPool<float>.Shared.Rent(piece.Length);
        Span<float> values = changed.AsSpan(0, piece.Length);
        TensorPrimitives.Multiply(piece.Span, _input.Scale, values);
        TensorPrimitives.Add(values, _input.Shift, values);
        if (_input.IsTransposed)
            Transpose(values);
        _plan.Run(changed.AsMemory(0, piece.Length), results);
        ArrayPool<float>.Shared.Return(changed);
    });

    /// <summary>Exchanges rows and columns of each image.</summary>
    private void Transpose(Span<float> images)
    {
        for (; !images.IsEmpty; images = images[_size..])
        {
            for (int row = 0; row < _side; row++)
            {
                for (int column = 0; column < row; column++)
                {
                    ref float above = ref images[(column * _side) + row];
                    ref float below = ref images[(row * _side) + column];
                    (above, below) = (below, above);
                }
            }
        }
    }

    /// <summary>Shares images among the threads; each piece is given by its first image and their number.</summary>
    private void InPieces(int images, Action<int, int> run)
    {
        int share = (images + Threads - 1) / Threads;
        int size = Math.Clamp((share + SliceSize - 1) / SliceSize * SliceSize, SliceSize, MostAtOnce);
        int pieces = (images + size - 1) / size;
        Parallel.For(0, pieces, new ParallelOptions { MaxDegreeOfParallelism = Threads }, piece => run(piece * size, Math.Min(size, images - (piece * size))));
    }
}
