using System.CommandLine;
using System.Text.Json;
using Digits.Cli.Json;
using Digits.Engine;
using Digits.Imaging;
using Digits.Reading;

namespace Digits.Cli.Verbs;

/// <summary><c>digits read</c>: reads pictures of single digits.</summary>
internal sealed class ReadVerb : Verb
{
    private readonly Argument<string[]> _images = new("image")
    {
        HelpName = "IMAGE",
        Description = "PNG files of one digit each: 28x28 pixels, 8-bit grey, bright ink on a dark ground",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> _model = new("--model") { Description = "ONNX file that reads, or the model that comes along", HelpName = "MODEL", DefaultValueFactory = _ => BundledModel.Name };

    internal ReadVerb()
        : base("read", "Read the digit in each picture", "digits read seven.png", "digits read scans/*.png --model runs/train-1/model.onnx --json")
    {
        Arguments.Add(_images.WithoutOptions());
        Add(_model);
    }

    /// <inheritdoc />
    protected override int Run(ParseResult result, Output output)
    {
        string[] paths = result.GetRequiredValue(_images);
        Classifier classifier = new(ModelLoading.Open(result.GetRequiredValue(_model)));
        classifier.RequireDigits();
        GrayImage[] images = [.. paths.Select(path => Load(path, classifier))];
        Classification[] predictions = [.. images.Select(classifier.Classify)];
        output.Result(
            () => string.Join("\n", predictions.Select((prediction, i) => Line(paths, i, prediction))),
            () => JsonSerializer.Serialize(new ReadDocument([.. predictions.Select((prediction, i) => Entry(paths[i], images[i], prediction))]), CliJson.Default.ReadDocument));
        return ExitCode.Done;
    }

    private static GrayImage Load(string path, Classifier classifier)
    {
        GrayImage image = Picture.Load(path);
        if (image.Width != classifier.Width || image.Height != classifier.Height)
            throw new InvalidInputException($"{path}: is {image.Width}x{image.Height} pixels; pictures of one digit of {classifier.Width}x{classifier.Height} pixels are read.");
        return image;
    }

    /// <summary>A program that reads one picture gets the digit alone; a person also sees how sure it is.</summary>
    private static string Line(string[] paths, int index, Classification prediction)
    {
        if (paths.Length > 1)
            return $"{paths[index]}\t{prediction.Class}";
        return Console.IsOutputRedirected ? $"{prediction.Class}" : $"{prediction.Class}  ({Figures.Share(prediction.Confidence, 1)} sure)";
    }

    private static ReadDocument.Image Entry(string path, GrayImage image, Classification prediction)
    {
        ReadDocument.Digit digit = new(prediction.Class, prediction.Confidence, X: 0, Y: 0, image.Width, image.Height, Line: 0, [.. prediction.Alternatives.Select(other => new ReadDocument.Alternative(other.Class, other.Probability))]);
        return new ReadDocument.Image(path, image.Width, image.Height, $"{prediction.Class}", [digit]);
    }
}
