using System.CommandLine;
using System.Text.Json;
using Digits.Cli.Json;
using Digits.Data;
using Digits.Training;

namespace Digits.Cli.Verbs;

/// <summary><c>digits data get</c>: finds a data set on this machine or downloads it.</summary>
internal sealed class DataGetVerb : Verb
{
    private readonly Argument<string> _name = new("name")
    {
        HelpName = "NAME",
        Description = "mnist, fashion-mnist, kmnist, emnist-digits (or -letters, -balanced, -byclass, -bymerge, -mnist), qmnist, usps, "
            + "strokes (drawn by this program), or a path",
        DefaultValueFactory = _ => MnistSource.Name,
    };

    internal DataGetVerb()
        : base("get", "Find a data set on this machine, or download it, and say where it lies", "digits data get mnist", "digits data get fashion-mnist")
    {
        Arguments.Add(_name.WithoutOptions());
    }

    /// <inheritdoc />
    protected override int Run(ParseResult result, Output output)
    {
        using Interruption interruption = new();
        if (DataLoading.Load(new RunConfiguration { Data = result.GetRequiredValue(_name) }, output, interruption) is not { } data)
            return interruption.ExitCode;

        DigitSet any = (data.Train ?? data.Test)!;
        string? path = DataDescription.Location(any);
        DataGetDocument document = new(any.Name, path, data.Train?.Count ?? 0, data.Test?.Count ?? 0);
        output.Result(
            () => $"{any.Name}: {DataDescription.Parts(data)}\n{path ?? "drawn by this program whenever it is used; there is nothing to download"}",
            () => JsonSerializer.Serialize(document, CliJson.Default.DataGetDocument));
        return ExitCode.Done;
    }
}
