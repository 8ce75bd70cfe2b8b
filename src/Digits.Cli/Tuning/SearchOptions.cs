using System.CommandLine;
using Digits.Engine;
using Digits.Training;
using Digits.Tuning;

namespace Digits.Cli;

/// <summary>The options of <c>tune</c> that say what is searched, and how.</summary>
internal sealed class SearchOptions
{
    private static readonly string[] _samplers = ["tpe", "random", "grid"];
    private static readonly string[] _pruners = ["asha", "median", "hyperband", "none"];

    private readonly Option<string[]> _space = new("--space")
    {
        Description = "A parameter to search, as often as wanted: NAME=uniform(0,0.5), log(1e-4,3e-2), int(1,4), logint(16,256) or choice(adam,sgd); "
            + "followed by 'if optimizer=sgd' or 'if layers>=3' where it is not always searched",
        HelpName = "PARAMETER",
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string?> _spaceFile = new("--space-file")
    {
        Description = "A JSON file with such parameters: {\"learning-rate\": \"log(1e-4,3e-2)\"}",
        HelpName = "FILE",
    };

    private readonly Option<string> _sampler = new("--sampler")
    {
        Description = "How parameters are chosen: tpe, random or grid",
        HelpName = "NAME",
        DefaultValueFactory = _ => "tpe",
    };

    private readonly Option<string> _pruner = new("--pruner")
    {
        Description = "How trials are stopped early that are worse than others were by then: asha, median, hyperband or none",
        HelpName = "NAME",
        DefaultValueFactory = _ => "asha",
    };

    private readonly Option<string> _objective = new("--objective")
    {
        Description = "What to optimize: accuracy or loss on the validation images, multiply-adds or parameters; or several of them with commas in between",
        HelpName = "NAME",
        DefaultValueFactory = _ => "accuracy",
    };

    private readonly Option<int?> _trials = new("--trials")
    {
        Description = "Trials of the study, those of earlier commands included and failed ones not counted",
        HelpName = "N",
        CustomParser = Number.Parse<int>,
        DefaultValueFactory = _ => 50,
    };

    private readonly Option<int?> _workers = new("--workers")
    {
        Description = "Trials that run at once in this process; other processes may work on the same study",
        HelpName = "N",
        CustomParser = Number.Parse<int>,
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<TimeSpan?> _timeout = new("--timeout")
    {
        Description = "Stop after this long, such as 30m; the same command continues the study",
        HelpName = "TIME",
        CustomParser = TimeBudget.Parse,
    };

    private readonly Option<TimeSpan?> _heartbeat = new("--heartbeat")
    {
        Description = "How often a worker reports that it is alive; after three times as long without a report, others take over its trial [default: 20s]",
        HelpName = "TIME",
        CustomParser = TimeBudget.Parse,
    };

    private readonly Option<string[]> _enqueue = new("--enqueue")
    {
        Description = "Values to try first, as often as wanted: learning-rate=0.001,optimizer=adam",
        HelpName = "VALUES",
    };

    internal SearchOptions(Command command)
    {
        foreach (Option option in (Option[])[_space, _spaceFile, _sampler, _pruner, _objective, _trials, _workers, _timeout, _heartbeat, _enqueue])
            command.Add(option);
    }

    /// <summary>What is searched.</summary>
    /// <exception cref="DigitsException">It cannot be searched.</exception>
    internal TrainingSearch Search(ParseResult result, RunConfiguration configuration)
    {
        string[] lines = result.GetValue(_space) ?? [];
        SearchSpace? space = (lines, result.GetValue(_spaceFile)) switch
        {
            ({ Length: > 0 }, { }) =>
                throw new InvalidInputException("--space and --space-file exclude each other: put all parameters in the file, or all on the command line."),
            ({ Length: > 0 }, null) => SearchSpace.Parse(lines),
            (_, { } file) => SearchSpace.Load(file),
            _ => null,
        };
        return new TrainingSearch(configuration, space, TrainingObjective.Parse(result.GetRequiredValue(_objective)));
    }

    /// <summary>How it is searched.</summary>
    /// <exception cref="InvalidOptionException">An option cannot be used.</exception>
    internal StudyOptions Study(ParseResult result, RunConfiguration configuration)
    {
        StudyOptions options = new()
        {
            Sampler = Sampler(result.GetRequiredValue(_sampler), configuration.Seed),
            Pruner = Pruner(result.GetRequiredValue(_pruner), configuration.Epochs),
            Trials = result.GetValue(_trials) ?? 0,
            Workers = result.GetValue(_workers) ?? 0,
            Timeout = result.GetValue(_timeout),
        };
        options = result.GetValue(_heartbeat) is { } heartbeat ? options with { Heartbeat = heartbeat } : options;
        options.Check();
        return options;
    }

    /// <summary>Values to try before others, as they are written.</summary>
    internal IReadOnlyList<string> Enqueued(ParseResult result) => result.GetValue(_enqueue) ?? [];

    private static ISampler Sampler(string name, ulong seed) => name switch
    {
        "tpe" => new TpeSampler(seed),
        "random" => new RandomSampler(seed),
        "grid" => new GridSampler(),
        _ => throw new InvalidOptionException("sampler", $"'{name}' is unknown; {NearestName.Hint(name, _samplers)}"),
    };

    private static IPruner Pruner(string name, int epochs) => name switch
    {
        "asha" => new SuccessiveHalvingPruner(),
        "median" => new MedianPruner(),
        "hyperband" => new HyperbandPruner(epochs),
        "none" => new NoPruner(),
        _ => throw new InvalidOptionException("pruner", $"'{name}' is unknown; {NearestName.Hint(name, _pruners)}"),
    };
}
