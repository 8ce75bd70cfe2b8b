using System.CommandLine;
using Digits.Engine;
using Digits.Training;
using Digits.Tuning;

namespace Digits.Cli;

/// <summary>The options of <c>tune</c> that say what is searched, and how.</summary>
internal sealed class TuningSetup
{
    private static readonly string[] _samplers = ["tpe", "random", "grid"];
    private static readonly string[] _pruners = ["asha", "median", "hyperband", "none"];

    private readonly Option<string[]> _space = new("--space")
    {
        Description = "A parameter, as often as wanted: NAME=uniform(0,0.5), log(1e-4,3e-2), int(1,4), logint(16,256), choice(adam,sgd); with 'if optimizer=sgd' or 'if layers>=3' behind it where it is not always searched",
        HelpName = "PARAMETER",
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string?> _spaceFile = new("--space-file") { Description = "A JSON file with such parameters: {\"learning-rate\": \"log(1e-4,3e-2)\"}", HelpName = "FILE" };

    private readonly Option<string> _sampler = new("--sampler") { Description = "What chooses: tpe, random or grid", HelpName = "NAME", DefaultValueFactory = _ => "tpe" };

    private readonly Option<string> _pruner = new("--pruner") { Description = "What gives up trials that are worse than others were by then: asha, median, hyperband or none", HelpName = "NAME", DefaultValueFactory = _ => "asha" };

    private readonly Option<string> _objective = new("--objective")
    {
        Description = "What is made good: accuracy or loss on the validation images; or several of accuracy, loss, multiply-adds and parameters with commas in between",
        HelpName = "NAME",
        DefaultValueFactory = _ => "accuracy",
    };

    internal TuningSetup(Command command)
    {
        command.Add(_space);
        command.Add(_spaceFile);
        command.Add(_sampler);
        command.Add(_pruner);
        command.Add(_objective);
    }

    /// <summary>The space.</summary>
    /// <exception cref="DigitsException">It cannot be searched.</exception>
    internal SearchSpace Space(ParseResult result, RunConfiguration configuration)
    {
        string[] lines = result.GetValue(_space) ?? [];
        SearchSpace space = (lines, result.GetValue(_spaceFile)) switch
        {
            ({ Length: > 0 }, { }) => throw new InvalidInputException("--space and --space-file exclude each other: put all parameters in the file, or all on the command line."),
            ({ Length: > 0 }, null) => SearchSpace.Parse(lines),
            (_, { } file) => SearchSpace.Load(file),
            _ => DefaultSpace.For(configuration),
        };
        TunedOptions.Check(space, configuration);
        return space;
    }

    /// <summary>The objectives.</summary>
    internal IReadOnlyList<TuningMeasure> Measures(ParseResult result) => TuningMeasure.Parse(result.GetRequiredValue(_objective));

    /// <summary>What chooses.</summary>
    internal ISampler Sampler(ParseResult result, ulong seed) => result.GetRequiredValue(_sampler) switch
    {
        "tpe" => new TpeSampler(seed),
        "random" => new RandomSampler(seed),
        "grid" => new GridSampler(),
        var other => throw Unknown("sampler", other, _samplers),
    };

    /// <summary>What gives up.</summary>
    internal IPruner Pruner(ParseResult result, int epochs) => result.GetRequiredValue(_pruner) switch
    {
        "asha" => new SuccessiveHalvingPruner(),
        "median" => new MedianPruner(),
        "hyperband" => new HyperbandPruner(epochs),
        "none" => new NoPruner(),
        var other => throw Unknown("pruner", other, _pruners),
    };

    private static InvalidInputException Unknown(string what, string name, string[] known) =>
        new($"'{name}' is no {what}; {NearestName.Hint(name, known)}");
}
