using System.CommandLine;
using System.Text.Json;
using Digits.Cli.Json;
using Digits.Engine;
using Digits.Training;

namespace Digits.Cli.Verbs;

/// <summary><c>digits ensemble</c>: makes one model of several.</summary>
internal sealed class EnsembleVerb : Verb
{
    private readonly Argument<string[]> _models = new("model")
    {
        HelpName = "MODEL",
        Description = "Two or more ONNX files that read images of the same size and have the same classes",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly InputOptions _input;

    private readonly Option<string> _out = new("--out")
    {
        Description = "File for the new model",
        HelpName = "FILE",
        DefaultValueFactory = _ => "ensemble.onnx",
    };

    internal EnsembleVerb()
        : base(
            "ensemble",
            "Make one ONNX file that averages the probabilities of several models",
            "digits ensemble runs/train-1/model.onnx runs/train-2/model.onnx",
            "digits ensemble a.onnx b.onnx --out pair.onnx && digits evaluate pair.onnx")
    {
        Arguments.Add(_models.WithoutOptions());
        Add(_out);
        _input = new InputOptions(this);
    }

    /// <inheritdoc />
    protected override int Run(ParseResult result, Output output)
    {
        string[] paths = result.GetRequiredValue(_models);
        string path = result.GetRequiredValue(_out);
        if (paths.Length < 2)
            throw new InvalidInputException($"an ensemble needs two models or more; only {paths[0]} was given.");
        if (Array.Find(paths, member => Path.GetFullPath(member) == Path.GetFullPath(path)) is { } same)
            throw new InvalidInputException($"{same} is one of the members and would be overwritten; give another --out.");

        OnnxModel[] members = [.. paths.Select(member => _input.Open(member, result, output))];

        string[] names = ModelNames.Of(paths);
        OnnxModel ensemble = ModelEnsemble.Average([.. names.Zip(members)]);
        ensemble.Save(path);
        EnsembleDocument document = new(path, names, ensemble.Network.ParameterCount, ensemble.Network.MultiplyAdds);
        output.Result(() => Describe(document, members), () => JsonSerializer.Serialize(document, CliJson.Default.EnsembleDocument));
        return ExitCode.Done;
    }

    private static string Describe(EnsembleDocument document, OnnxModel[] members)
    {
        string table = TextTable.Format(
        [
            ["Member", "parameters", "multiply-adds"],
            .. members.Select((member, i) => new[] { document.Members[i], $"{member.Network.ParameterCount:N0}", $"{member.Network.MultiplyAdds:N0}" }),
            [document.Model, $"{document.Parameters:N0}", $"{document.MultiplyAdds:N0}"],
        ]);
        return $"""
            {table}
            {document.Model} gives the mean of the members' probabilities.

            Next:
              digits evaluate {ShellWord.Quote(document.Model)}
            """.ReplaceLineEndings();
    }
}
