using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Digits.Cli.Json;
using Digits.Engine;

namespace Digits.Cli.Verbs;

/// <summary><c>digits bench</c>: measures how fast a model trains and reads.</summary>
internal sealed class BenchVerb : Verb
{
    private const double ShortestSeconds = 0.01;
    private const double LongestSeconds = 3600;

    private readonly Argument<string> _model = new("model")
    {
        HelpName = "MODEL",
        Description = ModelLoading.Description,
        DefaultValueFactory = _ => "classic",
    };

    private readonly Option<int[]?> _batchSizes = new("--batch-size")
    {
        Description = "Images in a step; several with commas between them",
        HelpName = "N,…",
        DefaultValueFactory = _ => [128],
        CustomParser = NumberList.Parser(least: 1, most: 65536, "1 to 65536, or several with commas between them"),
    };

    private readonly Option<double?> _seconds = new("--seconds")
    {
        Description = "Time for each batch size and number of threads",
        HelpName = "X",
        DefaultValueFactory = _ => 3,
        CustomParser = Number.Parse<double>,
    };

    internal BenchVerb()
        : base(
            "bench",
            "Measure how fast a model trains and reads",
            "digits bench",
            "digits bench runs/train-1/model.onnx --batch-size 1,32,128 --threads 1,2",
            "digits bench fast --seconds 10 --json")
    {
        Arguments.Add(_model.WithoutOptions());
        Add(_batchSizes);
        Add(_seconds);
        _seconds.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && Number.TryRead(token.Value, out double seconds) && seconds is not (>= ShortestSeconds and <= LongestSeconds))
                result.AddError($"--seconds {token.Value} cannot be used; give {ShortestSeconds} to {LongestSeconds}.");
        });
    }

    /// <inheritdoc />
    protected override int Run(ParseResult result, Output output)
    {
        string name = result.GetRequiredValue(_model);
        TimeSpan time = TimeSpan.FromSeconds(result.GetRequiredValue(_seconds)!.Value);
        List<BenchDocument> runs = [];
        foreach (int batchSize in result.GetRequiredValue(_batchSizes)!)
        {
            foreach (int threads in output.ThreadCounts)
            {
                Network network = ModelLoading.Load(name).Network;
                output.Remark($"Measuring {name}: batch size {batchSize}, threads {(threads == 0 ? Environment.ProcessorCount : threads)}");
                EngineBenchmark benchmark = new(network, new BenchmarkOptions { BatchSize = batchSize, Threads = threads, Time = time });
                runs.Add(BenchDocument.Of(name, benchmark.Run(), PeakMemoryMb()));
            }
        }

        output.Result(
            () => BenchTable.Describe(runs),
            () => runs.Count == 1
                ? JsonSerializer.Serialize(runs[0], CliJson.Default.BenchDocument)
                : JsonSerializer.Serialize(new BenchesDocument(runs), CliJson.Default.BenchesDocument));
        return ExitCode.Done;
    }

    /// <summary>The most memory that this process has held so far, in millions of bytes.</summary>
    private static double PeakMemoryMb()
    {
        using Process process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / 1e6;
    }
}
