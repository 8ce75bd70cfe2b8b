using System.CommandLine;
using System.CommandLine.Parsing;
using Digits.Cli.Display;
using Digits.Data;
using Digits.Engine;
using Digits.Evaluation;
using Digits.Reading;
using Digits.Reports;

namespace Digits.Cli;

/// <summary>What <c>evaluate --strings</c> does: reads a folder of pictures of several digits, and compares with what they say.</summary>
internal static class StringsMode
{
    /// <summary>Makes sure that the other options go with it.</summary>
    /// <exception cref="InvalidInputException">They do not.</exception>
    internal static void Check(ParseResult result, string[] models, params Option[] excluded)
    {
        if (models.Length > 1)
            throw new InvalidInputException($"--strings takes one model, not {models.Length}; run it once for each.");
        if (excluded.FirstOrDefault(option => result.GetResult(option) is OptionResult { Implicit: false }) is { } other)
            throw new InvalidInputException($"{other.Name} and --strings exclude each other: {other.Name} is for sets of single digits.");
    }

    internal static int Run(string name, OnnxModel model, string folder, string mode, string? place, Output output)
    {
        if (place is not null)
            OutputFolder.RequireWritable(place);
        StringFolder set = StringFolder.Load(folder);
        DigitReader reader = DigitReader.Of(model);
        ReadOptions options = new() { Mode = ReadModes.Parse(mode), Threads = 1 };
        using Interruption interruption = new();
        StringEvaluation evaluation;
        try
        {
            using CountDisplay? display = CountDisplay.For(output, "pictures", set.Strings.Count);
            evaluation = StringEvaluation.Run(set, path => reader.Read(path, options), output.Threads, display, interruption.Token);
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            Output.Warn("digits: interrupted; nothing was written.");
            return interruption.ExitCode;
        }

        if (place is not null)
        {
            string named = name == BundledModel.Name ? "" : $" {ShellWord.Quote(name)}";
            string modeOption = options.Mode == ReadMode.Auto ? "" : $" --mode {mode}";
            StringReport.Save(place, name, evaluation, $"digits evaluate{named} --strings {ShellWord.Quote(folder)}{modeOption}");
            output.Remark($"Wrote {Path.Combine(place, "report.html")}");
        }

        output.Result(() => StringsText.Describe(name, evaluation.Metrics), evaluation.Metrics.ToJson);
        return ExitCode.Done;
    }
}
