using Digits.EndToEnd.Tests.Support;

namespace Digits.EndToEnd.Tests.CommandLine;

public sealed class UsageTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("train")]
    [InlineData("evaluate")]
    [InlineData("read")]
    [InlineData("summary")]
    [InlineData("export")]
    [InlineData("bench")]
    [InlineData("data")]
    [InlineData("data get")]
    [InlineData("data info")]
    [InlineData("data audit")]
    [InlineData("data strings")]
    [InlineData("data export")]
    [InlineData("tune")]
    [InlineData("ensemble")]
    public void The_help_of_every_verb_ends_with_an_example_of_it(string verb)
    {
        CliResult help = CliProcess.Run(_folder, [.. Words(verb), "--help"]).ShouldSucceed();
        string[] lines = help.Output.TrimEnd().Split('\n');
        lines[^1].ShouldStartWith($"  digits {verb}".TrimEnd());
        lines.ShouldContain("Examples:");
        lines.ShouldAllBe(line => line.Length <= 100);
        help.Error.ShouldBeEmpty();
        foreach (string option in new[] { "--json", "--quiet", "--threads", "--help" })
            help.Output.ShouldContain(option);
    }

    [Theory]
    [InlineData("")]
    [InlineData("data")]
    public void A_line_without_its_verb_shows_the_help(string line) =>
        CliProcess.Run(_folder, Words(line)).ShouldSucceed().Output.ShouldContain("Commands:");

    [Theory]
    [InlineData("evaluate", "", "MODEL is empty.")]
    [InlineData("evaluate", "--out", "", "--out is empty;")]
    [InlineData("train", "--time-budget", "", "--time-budget  cannot be used;")]
    [InlineData("train", "--data", "", "--data is empty;")]
    public void A_value_that_is_empty_is_one_line(params string[] line) =>
        CliProcess.Run(_folder, line[..^1]).ShouldBeRefused().ShouldContain(line[^1]);

    [Theory]
    [InlineData("trian", "'train'")]
    [InlineData("data gte", "'get'")]
    [InlineData("train --epoch 3", "'--epochs'")]
    [InlineData("train --learningrate=3", "'--learning-rate'")]
    [InlineData("train --model clasic", "'classic'")]
    [InlineData("train --optimizer adm", "'adam'")]
    [InlineData("train --schedule cosin", "'cosine'")]
    [InlineData("train --data stroks", "'strokes'")]
    [InlineData("evaluate model.onnx --splt test", "'--split'")]
    [InlineData("read seven.png --modle m.onnx", "'--model'")]
    [InlineData("summary clasic", "'classic'")]
    [InlineData("--thread 2", "'--threads'")]
    public void A_misspelt_word_brings_the_nearest_one(string line, string nearest) =>
        CliProcess.Run(_folder, Words(line)).ShouldBeRefused().ShouldContain($"did you mean {nearest}?");

    [Theory]
    [InlineData("train --epochs 0", "--epochs 0")]
    [InlineData("train --epochs -3", "--epochs -3")]
    [InlineData("train --epochs many", "--epochs many")]
    [InlineData("train --epochs 2.5", "--epochs 2.5")]
    [InlineData("train --epochs", "--epochs wants a value")]
    [InlineData("train --batch-size 0", "--batch-size 0")]
    [InlineData("train --learning-rate 0", "--learning-rate 0")]
    [InlineData("train --learning-rate 0,1", "--learning-rate 0,1")]
    [InlineData("train --learning-rate NaN", "--learning-rate NaN")]
    [InlineData("train --validation-split 1", "--validation-split 1")]
    [InlineData("train --validation-split -0.1", "--validation-split -0.1")]
    [InlineData("train --label-smoothing 1", "--label-smoothing 1")]
    [InlineData("train --momentum 1", "--momentum 1")]
    [InlineData("train --weight-decay -1", "--weight-decay -1")]
    [InlineData("train --limit 0", "--limit 0")]
    [InlineData("train --seed -1", "--seed -1")]
    [InlineData("train --time-budget 30", "--time-budget 30")]
    [InlineData("train --threads -1", "--threads -1")]
    [InlineData("train classic", "'classic'")]
    [InlineData("train --out a --resume b", "--out and --resume")]
    [InlineData("train --resume nowhere", "nowhere")]
    [InlineData("evaluate nowhere.onnx --data strokes", "nowhere.onnx")]
    [InlineData("evaluate nowhere.onnx --split middle", "--split middle")]
    [InlineData("read", "PICTURE is missing")]
    [InlineData("summary", "MODEL is missing")]
    [InlineData("summary nowhere.onnx", "nowhere.onnx")]
    [InlineData("data info nowhere/", "nowhere/")]
    [InlineData("data audit --data nowhere/", "nowhere/")]
    [InlineData("data audit --data strokes --model clasic", "did you mean 'classic'?")]
    [InlineData("data audit --data strokes --epochs 0", "--epochs 0")]
    [InlineData("data audit --data strokes --folds 1", "--folds 1")]
    [InlineData("data audit --data strokes --folds many", "--folds many")]
    [InlineData("data audit --data strokes --limit 4", "4 images cannot be divided into 5 folds")]
    public void What_cannot_be_done_is_one_line_and_writes_nothing(string line, string mentioned)
    {
        CliProcess.Run(_folder, Words(line)).ShouldBeRefused().ShouldContain(mentioned);
        _folder.Entries().ShouldBeEmpty();
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
