using System.CommandLine;
using Digits.Engine;
using Digits.Training;

namespace Digits.Cli;

/// <summary>The options of <c>train</c> and <c>tune</c> that end up in a run's <c>config.json</c>: one for each row of <see cref="RunOptions"/>.</summary>
internal sealed class RunOptionParser
{
    private readonly Dictionary<string, Option> _options = new(StringComparer.Ordinal);

    internal RunOptionParser(Command command)
    {
        RunConfiguration defaults = new RunConfiguration().Resolve();
        foreach (RunOption row in RunOptions.All)
        {
            Option option = row.IsSwitch ? new Option<bool>($"--{row.Name}") : new Option<string?>($"--{row.Name}") { HelpName = row.ValueName };
            option.Description = row.Help;
            if (row.Name == "data")
                option.Description += " [default: mnist, or strokes where it cannot be had]";
            else if (option is Option<string?> valued && row.Get(defaults) is { Length: > 0 } value)
                valued.DefaultValueFactory = _ => value;

            _options.Add(row.Name, option);
            command.Add(option);
        }
    }

    /// <summary>Whether the user gives an option, rather than leave it to the program.</summary>
    internal bool IsGiven(ParseResult result, string name) => result.GetResult(_options[name]) is { Implicit: false };

    /// <summary>What the options ask for, in order, on top of the recipe.</summary>
    /// <exception cref="DigitsException">One of them cannot be used.</exception>
    internal RunConfiguration Read(ParseResult result)
    {
        if (IsGiven(result, "from") && IsGiven(result, "model"))
            throw new InvalidInputException("--from and --model exclude each other: the file says what network it is.");

        RunConfiguration configuration = Base(result);
        foreach (RunOption row in Given(result))
            configuration = row.Set(configuration, Value(result, row.Name));

        // Who asks for a share wants it, not what the data keep.
        if (IsGiven(result, "validation-split") && !IsGiven(result, "own-validation"))
            configuration = configuration with { OwnValidation = false };

        configuration.Check();
        return configuration;
    }

    /// <summary>Makes sure that the options ask for nothing but what a run was started with.</summary>
    /// <exception cref="InvalidOptionException">One of them contradicts it.</exception>
    internal void RequireSame(ParseResult result, RunConfiguration started)
    {
        foreach (RunOption row in Given(result))
        {
            if (row.Set(started, Value(result, row.Name)) != started)
                Contradicts(row.Name);
        }

        if (IsGiven(result, "recipe") && Value(result, "recipe") != started.Recipe)
            Contradicts("recipe");
    }

    /// <summary>The recipe; for a model that reads lines, unless another recipe is given, the one that trains it further.</summary>
    private RunConfiguration Base(ParseResult result)
    {
        RunConfiguration recipe = Recipe.Get(Value(result, "recipe")).Configuration;
        if (!IsGiven(result, "from") || (IsGiven(result, "recipe") && !LineRun.Trains(recipe)))
            return recipe;

        StartingModel from = StartingModel.Of(Value(result, "from"));
        return LineRun.CanTrain(from.Load()) ? LineRun.Further(from) : recipe;
    }

    private static void Contradicts(string name) =>
        throw new InvalidOptionException(name, "cannot be changed in a run that is resumed: leave it out, or start a new run without 'resume'.");

    private IEnumerable<RunOption> Given(ParseResult result) => RunOptions.All.Where(row => row.Name != "recipe" && IsGiven(result, row.Name));

    private string Value(ParseResult result, string name) =>
        _options[name] is Option<string?> option ? result.GetValue(option)! : result.GetValue((Option<bool>)_options[name]) ? "true" : "false";
}
