using System.CommandLine;
using Digits.Engine;
using Digits.Reading;

namespace Digits.Cli;

/// <summary>The options that tell what pixels a model reads, where its file does not: for every verb that names a model.</summary>
internal sealed class InputOptions
{
    private readonly Option<string?> _range = new("--input-range")
    {
        Description = "What blank and ink are to the model, such as 0-1, 0-255, -1-1, or 1-0 for dark ink on white "
            + "[default: 0-1, or what the file says where none of these options is given]",
        HelpName = "RANGE",
    };

    private readonly Option<double?> _mean = new("--input-mean")
    {
        Description = "What it takes from each pixel of that range, such as 0.1307",
        HelpName = "X",
        CustomParser = Number.Parse<double>,
    };

    private readonly Option<double?> _deviation = new("--input-std")
    {
        Description = "What it divides the difference by, such as 0.3081",
        HelpName = "X",
        CustomParser = Number.Parse<double>,
    };

    private readonly Option<bool> _transposed = new("--input-transposed") { Description = "It reads images with rows and columns exchanged" };

    private readonly Option<string?> _output = new("--model-output")
    {
        Description = "Of a model with several outputs, the one that tells the classes",
        HelpName = "NAME",
    };

    internal InputOptions(Command verb)
    {
        verb.Add(_range);
        verb.Add(_mean);
        verb.Add(_deviation);
        verb.Add(_transposed);
        verb.Add(_output);
    }

    /// <summary>The options that give a convention.</summary>
    internal static string Words(InputConvention convention)
    {
        InputConvention usual = new();
        List<string> words = [];
        if (convention.Range != usual.Range)
            words.Add($"--input-range {convention.Range}");
        if (convention.Mean != usual.Mean)
            words.Add(FormattableString.Invariant($"--input-mean {convention.Mean}"));
        if (convention.StandardDeviation != usual.StandardDeviation)
            words.Add(FormattableString.Invariant($"--input-std {convention.StandardDeviation}"));
        if (convention.IsTransposed)
            words.Add("--input-transposed");
        return words.Count == 0 ? $"--input-range {usual.Range}" : string.Join(' ', words);
    }

    /// <summary>The output that the options name; null where none is named.</summary>
    internal string? OutputName(ParseResult result) => result.GetValue(_output);

    /// <summary>What the options say; null where none is given.</summary>
    /// <exception cref="InvalidInputException">One of them cannot be used.</exception>
    internal InputConvention? Read(ParseResult result)
    {
        (string? range, double? mean, double? deviation, bool transposed) =
            (result.GetValue(_range), result.GetValue(_mean), result.GetValue(_deviation), result.GetValue(_transposed));
        if (range is null && mean is null && deviation is null && !transposed)
            return null;

        InputConvention convention = new() { IsTransposed = transposed };
        if (range is not null)
            convention = convention.WithRange(range);
        if (mean is not null)
            convention = convention.WithMean(mean.Value);
        return deviation is null ? convention : convention.WithStandardDeviation(deviation.Value);
    }

    /// <summary>Loads a model and has it read what the options say; the bundled model knows best itself. What is assumed is said.</summary>
    /// <exception cref="DigitsException">The file, or an option, cannot be used.</exception>
    internal OnnxModel Open(string path, ParseResult result, Output output)
    {
        InputConvention? given = Read(result);
        OnnxModel model = ModelLoading.Open(path, new OnnxLoadOptions { Output = OutputName(result) });
        foreach (string note in model.Notes)
            output.Remark($"{path}: {note}");
        if (given is not null && !ModelLoading.IsDefault(path))
            return given.ApplyTo(model);
        if (given is not null)
            output.Remark("The bundled model knows what pixels it reads; the --input options are for other models.");
        if (!InputConvention.IsSaid(model))
            output.Remark($"{path} does not say what pixels it reads; 0-1 is assumed (--input-range gives another).");
        return model;
    }
}
