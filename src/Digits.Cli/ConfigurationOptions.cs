using System.CommandLine;
using System.CommandLine.Parsing;
using System.Numerics;
using Digits.Engine;
using Digits.Training;

namespace Digits.Cli;

/// <summary>The options of <c>train</c> that end up in the run's <c>config.json</c>.</summary>
internal sealed class ConfigurationOptions
{
    private readonly List<(Option Option, Func<ParseResult, RunConfiguration, RunConfiguration> Apply)> _bindings = [];

    private readonly Option<string> _recipe = new("--recipe")
    {
        Description = $"Named options, each of which can be overridden: {string.Join(", ", Recipe.All.Select(recipe => recipe.Name))}",
        HelpName = "NAME",
        DefaultValueFactory = _ => Recipe.All[0].Name,
    };
    private readonly Option<string?> _model;
    private readonly Option<string?> _from;
    private readonly Option<int?> _earlyStopping;
    private readonly Option<int?> _reduceLROnPlateau;

    internal ConfigurationOptions(Command command)
    {
        RunConfiguration defaults = new();
        command.Add(_recipe);
        _model = Bind(command, "--model", "NAME", ModelLoading.TrainedDescription, defaults.Model, (c, value) => c.WithModel(value));
        _from = Bind(command, "--from", "FILE", "Train this ONNX model further instead of a new one", null, (c, value) => c with { Model = value, From = StartingModel.Of(value) });
        Bind(command, "--teacher", "FILE", "Learn from this ONNX model's answers too, half and half with the labels", null, (c, value) => c with { Teacher = StartingModel.Of(value) });
        Data = Bind(command, "--data", "DATA", "mnist, strokes or a path; several with + in between [default: mnist, or strokes where it cannot be had]", null, (c, value) => c with { Data = value });
        BindNumber<int>(command, "--epochs", "N", "Passes over the training images", defaults.Epochs, (c, value) => c with { Epochs = value });
        BindNumber<int>(command, "--batch-size", "N", "Images in a step", defaults.BatchSize, (c, value) => c with { BatchSize = value });
        BindNumber<double>(command, "--learning-rate", "X", "Learning rate", defaults.LearningRate, (c, value) => c with { LearningRate = value });
        Bind(command, "--optimizer", "NAME", "adam, adamw or sgd", defaults.Optimizer, (c, value) => c with { Optimizer = value });
        BindNumber<double>(command, "--weight-decay", "X", "Weight decay, for adamw and sgd", defaults.WeightDecay, (c, value) => c with { WeightDecay = value });
        BindNumber<double>(command, "--momentum", "X", "Momentum, for sgd", defaults.Momentum, (c, value) => c with { Momentum = value });
        Bind(command, "--schedule", "NAME", "Learning rate over time: constant, step, cosine or one-cycle", defaults.Schedule, (c, value) => c with { Schedule = value });
        Bind(command, "--augment", "WHAT", "Change training images at random, such as shift=2,rotate=10,scale=0.1 (also stretch, shear, elastic, thickness, fill, cubic, coarse, binary, contrast, noise, erase, cutout, mixup)", null, (c, value) => c with { Augment = value });
        BindNumber<int>(command, "--mild-epochs", "N", "Change images a third as much in the last N epochs", defaults.MildEpochs, (c, value) => c with { MildEpochs = value });
        BindNumber<double>(command, "--label-smoothing", "X", "Share of each target spread over all digits", defaults.LabelSmoothing, (c, value) => c with { LabelSmoothing = value });
        BindNumber<double>(command, "--ema", "X", "Average the weights over the steps, keeping this share at each, such as 0.999; 0 for no average", defaults.Ema, (c, value) => c with { Ema = value });
        BindNumber<double>(command, "--validation-split", "X", "Share of the training images kept for validation", defaults.ValidationSplit, (c, value) => c with { ValidationSplit = value });
        Bind(command, new Option<bool>("--calibrate") { Description = "Divide the model's logits at last so that it is as sure as it is right on the validation images" }, (c, value) => c with { Calibrate = value });
        _earlyStopping = BindNumber<int>(command, "--early-stopping", "N", "Stop after N epochs without improvement; 0 for never", defaults.EarlyStopping, (c, value) => c with { EarlyStopping = value });
        _reduceLROnPlateau = BindNumber<int>(command, "--reduce-lr-on-plateau", "N", "Halve the learning rate after N epochs without improvement; 0 for never", defaults.ReduceLROnPlateau, (c, value) => c with { ReduceLROnPlateau = value });
        BindNumber<ulong>(command, "--seed", "N", "Chooses weights, order, dropout and split", defaults.Seed, (c, value) => c with { Seed = value });
        BindNumber<int>(command, "--limit", "N", "Use only N training images: the first or, of sets that are sorted by class or joined, evenly spaced ones", null, (c, value) => c with { Limit = value });
    }

    /// <summary>The data set; null where the user leaves it to the program.</summary>
    internal Option<string?> Data { get; }

    /// <summary>What the options ask for, in order.</summary>
    /// <exception cref="DigitsException">One of them cannot be used.</exception>
    internal RunConfiguration Read(ParseResult result)
    {
        if (result.GetResult(_from) is not null && result.GetResult(_model) is { Implicit: false })
            throw new InvalidInputException("--from and --model exclude each other: the file says what network it is.");

        RunConfiguration configuration = Given(result).Aggregate(Recipe.Get(result.GetRequiredValue(_recipe)).Configuration, (c, binding) => binding.Apply(result, c));
        configuration = Waiting(result, configuration);
        configuration.Check();
        return configuration;
    }

    /// <summary>What waits for improvement as it is asked for, else as is usual.</summary>
    /// <exception cref="DigitsException">It is asked for, and there are no validation images.</exception>
    private RunConfiguration Waiting(ParseResult result, RunConfiguration configuration)
    {
        foreach (Option<int?> option in (Option<int?>[])[_earlyStopping, _reduceLROnPlateau])
        {
            if (configuration.ValidationSplit == 0 && IsGiven(result, option) && result.GetValue(option) > 0)
                throw new InvalidInputException($"{option.Name} needs validation images, and --validation-split is 0; give a share, such as --validation-split 0.1.");
        }

        RunConfiguration usual = configuration.WithUsualWaiting();
        return usual with
        {
            EarlyStopping = IsGiven(result, _earlyStopping) ? configuration.EarlyStopping : usual.EarlyStopping,
            ReduceLROnPlateau = IsGiven(result, _reduceLROnPlateau) ? configuration.ReduceLROnPlateau : usual.ReduceLROnPlateau,
        };
    }

    private static bool IsGiven(ParseResult result, Option option) => result.GetResult(option) is OptionResult { Implicit: false };

    /// <summary>Makes sure that the options ask for nothing but what a run was started with.</summary>
    /// <exception cref="DigitsException">One of them contradicts it.</exception>
    internal void RequireSame(ParseResult result, RunConfiguration started)
    {
        if (IsGiven(result, _recipe) && result.GetRequiredValue(_recipe) != started.Recipe)
            throw new InvalidInputException("--recipe cannot be changed in a run that is resumed: leave it out, or start a new run without --resume.");

        foreach ((Option option, Func<ParseResult, RunConfiguration, RunConfiguration> apply) in Given(result))
        {
            if (apply(result, started) != started)
                throw new InvalidInputException($"{option.Name} cannot be changed in a run that is resumed: leave it out, or start a new run without --resume.");
        }
    }

    private IEnumerable<(Option Option, Func<ParseResult, RunConfiguration, RunConfiguration> Apply)> Given(ParseResult result) =>
        _bindings.Where(binding => IsGiven(result, binding.Option));

    private Option<string?> Bind(
        Command command, string name, string value, string description, string? defaultValue, Func<RunConfiguration, string, RunConfiguration> set)
    {
        Option<string?> option = new(name) { Description = description, HelpName = value };
        if (defaultValue is not null)
            option.DefaultValueFactory = _ => defaultValue;
        return Bind(command, option, (configuration, given) => set(configuration, given!));
    }

    private Option<T?> BindNumber<T>(
        Command command, string name, string value, string description, T? defaultValue, Func<RunConfiguration, T, RunConfiguration> set)
        where T : struct, INumber<T>
    {
        Option<T?> option = new(name) { Description = description, HelpName = value, CustomParser = Number.Parse<T> };
        if (defaultValue is not null)
            option.DefaultValueFactory = _ => defaultValue;
        return Bind(command, option, (configuration, given) => set(configuration, given!.Value));
    }

    private Option<T> Bind<T>(Command command, Option<T> option, Func<RunConfiguration, T?, RunConfiguration> set)
    {
        command.Add(option);
        _bindings.Add((option, (result, configuration) => set(configuration, result.GetValue(option))));
        return option;
    }
}
