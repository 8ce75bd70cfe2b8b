using System.Text.Json;
using Digits.Comparison.Running;
using Digits.Data;
using Digits.Engine;
using Digits.Reading;
using Digits.Training;
using Digits.Zoo;

namespace Digits.Comparison;

/// <summary>All contests that are asked for.</summary>
internal sealed class ComparisonRun(ComparisonOptions options)
{
    private const string Bundled = "bundled";

    /// <summary>Images in a step of training, and in a call of inference.</summary>
    public const int BatchSize = 128;

    private readonly string _data = options.Data ?? MnistSource.Find() ?? "strokes";
    private readonly HashSet<string> _said = [];
    private readonly List<ContestResult> _results = [];

    /// <summary>Runs them and prints tables.</summary>
    /// <returns>The exit code: 1 where figures are worthless, since outputs differ or a side has not learned.</returns>
    /// <exception cref="WorkFailedException">No peer runs here, or a side failed.</exception>
    public int Run()
    {
        Machine machine = new();
        Console.WriteLine(
            $"{machine.Processor}, {machine.Processors} processors, vectors of {machine.VectorBits} bits, " +
            $"{machine.Runtime}, {machine.OperatingSystem}; {_data}");
        Console.WriteLine();
        string folder = Directory.CreateTempSubdirectory("digits-comparison").FullName;
        try
        {
            if (options.Work.Contains(Work.Training))
                CompareTraining();
            if (options.Work.Contains(Work.Inference))
                CompareInference(folder);
            if (options.Work.Contains(Work.Recipes))
                Add("fast, whole processes", Job(Work.Recipes, _data, options.Threads.Max()), [Side.Digits, Side.LibTorch]);
            if (options.PaddleFolder is { } paddle)
                CompareReading(paddle);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
            // Here, so that a contest that fails does not lose those that are done.
            if (_results.Count > 0)
                Show(machine);
        }

        if (_results.Count == 0)
            throw new WorkFailedException("There was nobody to compare with.");

        string[] faults = [.. _results.SelectMany(result => result.Faults)];
        foreach (string fault in faults)
            Console.Error.WriteLine($"error: {fault}");

        return faults.Length == 0 ? 0 : 1;
    }

    /// <summary>Whether a network is known by its name; else it is a model file.</summary>
    public static bool IsNamed(string network) => network == Bundled || Architectures.Names.Contains(network);

    private void CompareTraining()
    {
        foreach (string name in options.Networks.Where(Architectures.Names.Contains))
            Add(name, Job(Work.Training, _data, options.Threads.Max()) with { Network = name, BatchSize = BatchSize }, [Side.Digits, Side.LibTorch]);
    }

    private void CompareInference(string folder)
    {
        foreach (string name in options.Networks)
        {
            string path = ModelFile(name, folder);
            foreach (int batch in (int[])[BatchSize, 1])
            {
                foreach (int threads in options.Threads)
                {
                    // One image a call makes many calls; a thousand images are as good as all.
                    Job job = Job(Work.Inference, _data, threads) with { Network = path, BatchSize = batch };
                    Add(
                        Path.GetFileNameWithoutExtension(name),
                        batch == 1 ? job with { Limit = Math.Min(1000, options.Limit) } : job,
                        [Side.Digits, Side.OnnxRuntime, Side.LibTorch]);
                }
            }
        }
    }

    private void CompareReading(string paddle)
    {
        foreach (string strings in options.Strings)
        {
            Job job = Job(Work.Reading, strings, threads: 1) with { PaddleFolder = paddle };
            Add(new DirectoryInfo(strings).Name, job, [Side.Digits, Side.PaddleOcr]);
        }
    }

    private void Add(string title, Job job, Side[] sides)
    {
        if (new Contest(title, job, _said, Console.Error.WriteLine).Run(sides, options.Rounds) is { } result)
            _results.Add(result);
    }

    private Job Job(Work work, string data, int threads) =>
        new(work, Side.Digits) { Data = data, Threads = threads, Seconds = options.Seconds, Limit = options.Limit };

    /// <summary>The file of a model. An architecture is trained for a moment first, so that its weights are such as networks have.</summary>
    private string ModelFile(string name, string folder)
    {
        if (!IsNamed(name))
            return name;

        string path = Path.Combine(folder, $"{name}.onnx");
        if (name == Bundled)
        {
            BundledModel.Load().Save(path);
            return path;
        }

        DigitSet train = DataSource.Load(_data).RequireTrain();
        Network network = Architectures.Create(name, new Shape(1, train.Rows, train.Columns), seed: 1);
        new Trainer(network, new Adam(), train.Take(Math.Min(5000, train.Count)), validation: null, new TrainerOptions { Epochs = 1 }).Fit();
        new OnnxModel(network).Save(path);
        return path;
    }

    private void Show(Machine machine)
    {
        foreach (string line in ResultTable.Lines(_results))
            Console.WriteLine(line);

        Console.WriteLine("Medians of the rounds, the least and the greatest; a ratio over 1 says that Digits is so many times as fast.");
        if (options.Json is { } file)
            Write(file, machine);
    }

    private void Write(string file, Machine machine)
    {
        byte[] bytes = JsonSerializer.SerializeToUtf8Bytes(new { Date = DateTimeOffset.Now, machine, Data = _data, Results = _results }, Wire.File);
        AtomicFile.Write(file, stream => stream.Write(bytes));
    }
}
