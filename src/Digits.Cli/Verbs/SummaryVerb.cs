using System.CommandLine;
using System.Text;
using System.Text.Json;
using Digits.Cli.Json;
using Digits.Engine;

namespace Digits.Cli.Verbs;

/// <summary><c>digits summary</c>: shows the layers of a model.</summary>
internal sealed class SummaryVerb : Verb
{
    private const int LongestValue = 60;

    private readonly Argument<string> _model = new("model") { HelpName = "MODEL", Description = ModelLoading.Description };

    internal SummaryVerb()
        : base(
            "summary",
            "Show the layers of a model, their shapes and sizes",
            "digits summary classic",
            "digits summary net.json",
            "digits summary runs/train-1/model.onnx")
    {
        Arguments.Add(_model.WithoutOptions());
    }

    /// <inheritdoc />
    protected override int Run(ParseResult result, Output output)
    {
        string name = result.GetRequiredValue(_model);
        (Network network, IReadOnlyDictionary<string, string> metadata) = ModelLoading.Load(name);
        output.Result(
            () => Describe(name, network, metadata),
            () => JsonSerializer.Serialize(SummaryDocument.Of(name, network, metadata), CliJson.Default.SummaryDocument));
        return ExitCode.Done;
    }

    private static string Describe(string name, Network network, IReadOnlyDictionary<string, string> metadata)
    {
        StringBuilder text = new();
        text.AppendLine(name).AppendLine().Append(network.Summary());
        if (metadata.Count == 0)
            return text.ToString();

        int width = metadata.Keys.Max(key => key.Length);
        text.AppendLine().AppendLine("Metadata:");
        foreach ((string key, string value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            text.AppendLine($"  {key.PadRight(width)}  {Short(value)}");
        return text.ToString();
    }

    /// <summary>A value on one line of a terminal; --json has all of it.</summary>
    private static string Short(string value)
    {
        string line = string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestValue ? line : $"{line[..(LongestValue - 1)]}…";
    }
}
