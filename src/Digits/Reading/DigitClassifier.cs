using System.Numerics.Tensors;
using Digits.Data;
using Digits.Engine;
using Digits.Imaging;

namespace Digits.Reading;

/// <summary>
/// Tells which digit a picture of one digit shows. The picture is taken as it is: as large as the model's input, ink bright on dark, the
/// digit framed as in the model's training data. Calls from several threads take turns; a classifier for each runs them side by side.
/// </summary>
public sealed class DigitClassifier
{
    private const int Digits = 10;
    private static readonly Lazy<DigitClassifier> _default = new(() => new DigitClassifier(DefaultModel.Load()));
    private const int Alternatives = 3;
    private readonly Lock _turn = new();
    private readonly InferencePlan _plan;
    private readonly bool _givesProbabilities;
    private readonly float _scale;
    private readonly float[] _input;
    private readonly float[] _scores = new float[Digits];

    /// <summary>Prepares a model.</summary>
    /// <param name="model">A model of <c>[N, 1, H, W]</c> that gives a logit, or a probability, for each of ten digits. Its metadata tells the range of its input.</param>
    /// <exception cref="DigitsException">The model reads something else than grey pictures, or gives something else than ten digits.</exception>
    public DigitClassifier(OnnxModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        Shape input = model.Network.Input.Shape;
        if (input.Channels != 1 || model.Network.Output.Shape.Size != Digits)
            throw new InvalidInputException($"The model turns {input} into {model.Network.Output.Shape}; a model that turns a grey picture into {Digits} digits is wanted.");
        if (model.LabelNames is { } names && !ClassNames.AreNumbers(names))
            throw new InvalidInputException($"The model tells {ClassNames.Show(names)} apart; a model of the {Digits} digits is wanted.");

        Width = input.Width;
        Height = input.Height;
        _plan = new InferencePlan(model.Network, threads: 1);
        _givesProbabilities = model.Network.OutputsProbabilities;
        _scale = model.Metadata.GetValueOrDefault(OnnxMetadata.InputRange) == OnnxMetadata.ZeroTo255 ? 1f : 1f / 255;
        _input = new float[input.Size];
    }

    /// <summary>A classifier with the model that comes with the library, for digits as people write them: see <see cref="DefaultModel"/>.</summary>
    public static DigitClassifier Default => _default.Value;

    /// <summary>The width of the pictures that the model reads, in pixels.</summary>
    public int Width { get; }

    /// <summary>Their height, in pixels.</summary>
    public int Height { get; }

    /// <summary>Tells which digit a picture shows.</summary>
    /// <param name="image">The picture, <see cref="Width"/> by <see cref="Height"/>, ink bright (255) on dark (0).</param>
    /// <exception cref="DigitsException">The picture is of another size.</exception>
    public DigitPrediction Classify(GrayImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.Width != Width || image.Height != Height)
            throw new InvalidInputException($"The picture is {image.Width}x{image.Height} pixels; this model reads {Width}x{Height}.");

        DigitAlternative[] ranked;
        lock (_turn)
        {
            for (int i = 0; i < _input.Length; i++)
                _input[i] = image.Pixels[i] * _scale;
            _plan.Run(_input, _scores);
            if (!_givesProbabilities)
                TensorPrimitives.SoftMax(_scores, _scores);
            ranked = [.. _scores.Select((score, digit) => new DigitAlternative(digit, score)).OrderByDescending(candidate => candidate.Confidence)];
        }

        return new DigitPrediction(ranked[0].Digit, ranked[0].Confidence, ranked[1..(1 + Alternatives)]);
    }
}
