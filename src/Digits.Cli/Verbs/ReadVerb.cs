using System.CommandLine;
using System.Text.Json;
using Digits.Cli.Json;
using Digits.Reading;

namespace Digits.Cli.Verbs;

/// <summary><c>digits read</c>: reads pictures of single digits.</summary>
internal sealed class ReadVerb : Verb
{
    private readonly Argument<string[]> _pictures = new("picture")
    {
        HelpName = "PICTURE",
        Description = "Pictures of one digit each: PNG, JPEG, WebP, BMP or GIF, of any size, dark on bright or bright on dark",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> _model = new("--model")
    {
        Description = "ONNX file to read with, or the bundled model",
        HelpName = "MODEL",
        DefaultValueFactory = _ => BundledModel.Name,
    };

    private readonly Option<bool> _plain = new("--plain") { Description = "Print the digit alone, a line for each picture; - where there is none" };

    internal ReadVerb()
        : base("read", "Read the digit in each picture", "digits read seven.png", "digits read scans/*.jpg --model runs/train-1/model.onnx --json")
    {
        Arguments.Add(_pictures.WithoutOptions());
        Add(_model);
        Add(_plain);
    }

    /// <inheritdoc />
    protected override int Run(ParseResult result, Output output)
    {
        DigitReader reader = new(new Classifier(ModelLoading.Open(result.GetRequiredValue(_model))));
        ReadPicture[] pictures = [.. result.GetRequiredValue(_pictures).Select(path => reader.Read(path))];
        output.Result(
            () => result.GetValue(_plain) ? string.Join('\n', pictures.Select(picture => picture.Digits.Count > 0 ? picture.Text : "-")) : Table(pictures),
            () => JsonSerializer.Serialize(new ReadDocument(pictures), CliJson.Default.ReadDocument));
        return ExitCode.Done;
    }

    private static string Table(ReadPicture[] pictures) => TextTable.Format(
        [.. pictures.Select(picture => (string[])(picture.Digits is [ReadDigit digit]
            ? [picture.Source, picture.Text, Figures.Share(digit.Confidence, 1)]
            : [picture.Source, "no digit", ""]))]);
}
