using System.Numerics.Tensors;
using Digits.Data;
using Digits.Engine;
using Digits.Reading;

namespace Digits.Training;

/// <summary>
/// Another model that a network learns from (Hinton, Vinyals and Dean, "Distilling the knowledge in a neural network", 2015). Each image's target is the
/// mean of its label and of the probabilities that the teacher gives for the augmented image.
/// </summary>
internal sealed class Teacher : IBatchSource
{
    private const int PieceSize = 32;
    private readonly Batches _batches;
    private readonly Classifier _classifier;
    private readonly ParallelOptions _parallel;
    private readonly int _classes;
    private readonly int _area;
    private readonly float[] _images;
    private readonly float[] _answers;

    /// <summary>Prepares a teacher.</summary>
    /// <param name="model">The teacher.</param>
    /// <param name="student">The network that learns.</param>
    /// <param name="train">The images.</param>
    /// <param name="batches">The same, in the order of training.</param>
    /// <param name="threads">Threads; 0 for one a processor.</param>
    /// <exception cref="DigitsException">The two read different images or give different classes.</exception>
    internal Teacher(OnnxModel model, Network student, DigitSet train, Batches batches, int threads)
    {
        Network network = model.Network;
        if (network.Input.Shape != student.Input.Shape || network.Output.Shape != student.Output.Shape)
        {
            throw new InvalidInputException(
                $"The teacher turns {network.Input.Shape} into {network.Output.Shape}, the network {student.Input.Shape} into {student.Output.Shape}; "
                + "a teacher must do the same.");
        }

        _classifier = new Classifier(model, threads);
        _classifier.LabelNamesFor(train);
        _batches = batches;
        _parallel = new ParallelOptions { MaxDegreeOfParallelism = threads == 0 ? Environment.ProcessorCount : threads };
        _classes = _classifier.Classes;
        _area = network.Input.Shape.Size;
        _images = new float[batches.BatchSize * _area];
        _answers = new float[batches.BatchSize * _classes];
    }

    /// <summary>Chooses a batch as <see cref="Batches.Select"/> does, and gives targets for it.</summary>
    internal void Select(int epoch, int batch, Span<byte> labels, Span<float> targets)
    {
        _batches.Select(epoch, batch, labels, targets);
        int count = _batches.SizeOf(batch);
        Parallel.For(0, (count + PieceSize - 1) / PieceSize, _parallel, piece =>
        {
            int first = piece * PieceSize;
            ((IBatchSource)_batches).Fill(first, _images.AsSpan(first * _area, Math.Min(PieceSize, count - first) * _area));
        });
        _classifier.Probabilities(_images.AsMemory(0, count * _area), _answers.AsMemory(0, count * _classes));
        for (int i = 0; i < count; i++)
        {
            Span<float> answer = _answers.AsSpan(i * _classes, _classes);
            Span<float> target = targets.Slice(i * _classes, _classes);
            if (!_batches.HasTargets)
            {
                target.Clear();
                target[labels[i]] = 1;
            }

            TensorPrimitives.Lerp(target, answer, 0.5f, target);
        }
    }

    /// <inheritdoc />
    public void Fill(int first, Span<float> images) => _images.AsSpan(first * _area, images.Length).CopyTo(images);
}
