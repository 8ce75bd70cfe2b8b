#:project ../src/Digits.Tuning/Digits.Tuning.csproj

// Search for a better learning rate and network in a study that can be stopped and continued; then train the best on all training images.
//   dotnet run samples/tune.cs [trials] [images]

using Digits.Data;
using Digits.Training;
using Digits.Tuning;

int trials = args.Length > 0 ? int.Parse(args[0]) : 20;
int images = args.Length > 1 ? int.Parse(args[1]) : 10_000;
DigitData data = DataSource.LoadDefault();

// What all trials have in common, what they try, and what is to be made better.
TrainingSearch search = new(
    new RunConfiguration { Data = data.WhyStrokes is null ? "mnist" : "strokes", Epochs = 2, Limit = images },
    SearchSpace.Parse(["learning-rate=log(1e-4,1e-2)", "filters-1=int(16,64,16)", "dropout=uniform(0,0.5)"]),
    TrainingObjective.Accuracy);

// The study is in a file: run the program again, and it continues. With a PostgreSQL server, several machines can work on it at once.
TrainingStudy study = TrainingStudy.Open("sqlite:///study.db", "sample", search);
using CancellationTokenSource stop = new();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stop.Cancel();
};
StudyOptions options = new() { Trials = trials, Sampler = new TpeSampler(seed: 1), Pruner = new MedianPruner() };
study.Optimize(data, options, progress: new Progress<Trial>(trial => Console.Error.WriteLine($"trial {trial.Number}: {trial.State}")),
    cancellation: stop.Token);

StudyHistory history = study.Study.Read();
study.Report().Save("study");
Console.WriteLine($"{history.Trials.Count} trials; wrote study/report.html. The best:");
foreach (Trial trial in history.Ranked().Take(3))
    Console.WriteLine($"trial {trial.Number}: {trial.Values[0]:0.00%} of the validation images, learning rate {trial.Parameters["learning-rate"]:0.0000}");

if (history.BestByFirstObjective() is not { } best || stop.IsCancellationRequested)
    return;

RunResult result = study.Retrain(best, RunFolder.Next("study", "best"), data).Execute();
Console.WriteLine($"retrained on all training images: {result.Metrics!.Accuracy:0.00%} of {result.Metrics.Dataset}; wrote {result.Folder}/model.onnx");
