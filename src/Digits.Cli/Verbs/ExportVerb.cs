using System.CommandLine;
using System.Text.Json;
using Digits.Cli.Json;
using Digits.Engine;

namespace Digits.Cli.Verbs;

/// <summary><c>digits export</c>: writes a model for other programs.</summary>
internal sealed class ExportVerb : Verb
{
    private const string Logits = "logits";
    private const string Probabilities = "probabilities";

    private readonly Argument<string> _model = new("model") { HelpName = "MODEL", Description = "An ONNX file, or default for the bundled model" };

    private readonly Option<string> _out = new("--out")
    {
        Description = "File for the new model",
        HelpName = "FILE",
        DefaultValueFactory = _ => "exported.onnx",
    };

    private readonly Option<int?> _operatorSet = new("--opset")
    {
        Description = $"Version of ONNX's operators, {OnnxSaveOptions.OldestOperatorSet} to {OnnxSaveOptions.NewestOperatorSet}; "
            + $"{new OnnxSaveOptions().OperatorSet} unless given",
        HelpName = "N",
        CustomParser = Number.Parse<int>,
    };

    private readonly Option<bool> _float16 = new("--float16")
    {
        Description = "Store weights in half precision: half the size, and it still reads and gives float32",
    };

    private readonly Option<string?> _output = new("--output")
    {
        Description = $"What the model gives: {Logits} or {Probabilities}; what it gives now, unless given",
        HelpName = "KIND",
    };

    private readonly InputOptions _input;

    internal ExportVerb()
        : base(
            "export",
            "Write a model as ONNX for other programs: older ones, at half the size, with probabilities",
            "digits export runs/train-1/model.onnx --float16 --out small.onnx",
            "digits export default --opset 13 --output probabilities --out digits.onnx")
    {
        Arguments.Add(_model.WithoutOptions());
        Add(_out);
        Add(_operatorSet);
        Add(_float16);
        Add(_output);
        _input = new InputOptions(this);
        _operatorSet.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && Number.TryRead(text, out int given)
                && given is < OnnxSaveOptions.OldestOperatorSet or > OnnxSaveOptions.NewestOperatorSet)
            {
                result.AddError($"--opset {given} cannot be used; give {OnnxSaveOptions.OldestOperatorSet} to {OnnxSaveOptions.NewestOperatorSet}.");
            }
        });
        _output.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var given }] && given is not (Logits or Probabilities))
                result.AddError($"--output {given} cannot be used; {NearestName.Hint(given, [Logits, Probabilities])}");
        });
    }

    /// <inheritdoc />
    protected override int Run(ParseResult result, Output output)
    {
        string name = result.GetRequiredValue(_model);
        string path = result.GetRequiredValue(_out);
        if (Path.GetFullPath(name) == Path.GetFullPath(path))
            throw new InvalidInputException($"{path} is the model itself and would be overwritten; give another --out.");

        OnnxModel model = _input.Open(name, result, output);
        OnnxSaveOptions usual = new();
        OnnxSaveOptions options = usual with
        {
            OperatorSet = result.GetValue(_operatorSet) ?? usual.OperatorSet,
            Float16 = result.GetValue(_float16),
            Output = result.GetValue(_output) switch
            {
                Logits => OnnxOutput.Logits,
                Probabilities => OnnxOutput.Probabilities,
                _ => OnnxOutput.Unchanged,
            },
        };
        model.Save(path, options);
        OnnxModel written = OnnxModel.Load(path);
        ExportDocument document = new(
            path, options.OperatorSet, options.Float16, written.Network.OutputsProbabilities ? Probabilities : Logits, new FileInfo(path).Length);
        output.Result(() => Describe(document), () => JsonSerializer.Serialize(document, CliJson.Default.ExportDocument));
        return ExitCode.Done;
    }

    private static string Describe(ExportDocument document)
    {
        string precision = document.Float16 ? ", weights in half precision" : "";
        return $"""
            {document.Model}: {document.Bytes / 1024.0:0.0} KiB, operator set {document.OperatorSet}{precision}, gives {document.Output}

            Next:
              digits evaluate {ShellWord.Quote(document.Model)}
            """.ReplaceLineEndings();
    }
}
