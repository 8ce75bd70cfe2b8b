using Digits.Engine;
using Digits.Training;

namespace Digits.Tests.Training;

public class RunConfigurationTests
{
    [Fact]
    public void Survives_being_saved_and_loaded()
    {
        using TempFolder folder = new();
        string path = Path.Combine(folder.Path, "config.json");
        RunConfiguration configuration = new() { Epochs = 3, LearningRate = 0.01, Seed = ulong.MaxValue, Schedule = "one-cycle", Limit = 5 };

        configuration.Save(path);

        RunConfiguration.Load(path).ShouldBe(configuration);
        File.ReadAllText(path).ShouldContain("\"learning_rate\": 0.01");
    }

    [Fact]
    public void The_default_is_the_classic_recipe() => new RunConfiguration().ShouldBe(new RunConfiguration
    {
        Model = "classic",
        Data = "mnist",
        Epochs = 8,
        BatchSize = 128,
        LearningRate = 0.001,
        Optimizer = "adam",
        ValidationSplit = 0.1,
        EarlyStopping = 3,
        ReduceLROnPlateau = 2,
    });

    [Fact]
    public void Names_the_option_that_cannot_be_used()
    {
        RunConfiguration good = new();
        Message(good with { Epochs = 0 }).ShouldStartWith("--epochs 0 ");
        Message(good with { BatchSize = 0 }).ShouldStartWith("--batch-size 0 ");
        Message(good with { LearningRate = double.NaN }).ShouldStartWith("--learning-rate NaN ");
        Message(good with { ValidationSplit = 1 }).ShouldStartWith("--validation-split 1 ");
        Message(good with { Momentum = 1 }).ShouldStartWith("--momentum 1 ");
        Message(good with { LabelSmoothing = -0.5 }).ShouldStartWith("--label-smoothing -0.5 ");
        Message(good with { MildEpochs = -1 }).ShouldStartWith("--mild-epochs -1 ");
        Message(good with { Limit = 0 }).ShouldStartWith("--limit 0 ");
        Message(good with { Model = "clasic" }).ShouldBe("'clasic' is no model; did you mean 'classic'?");
        Message(good with { Optimizer = "adm" }).ShouldBe("'adm' is no optimiser; did you mean 'adam'?");
        Message(good with { Schedule = "x" }).ShouldBe("'x' is no schedule; use one of constant, step, cosine, one-cycle.");
        good.Check();
    }

    [Fact]
    public void The_command_is_one_that_a_shell_reads_as_it_is_meant()
    {
        RunConfiguration configuration = Recipe.Get("accurate").Configuration with { Augment = "", Data = "my digits/it's", LearningRate = 0.01 };

        configuration.ToCommand().ShouldBe(OperatingSystem.IsWindows()
            ? "digits train --recipe accurate --data \"my digits/it's\" --learning-rate 0.01 --augment \"\""
            : @"digits train --recipe accurate --data 'my digits/it'\''s' --learning-rate 0.01 --augment ''");
        ShellWord.Quote("/a-b/c_d.onnx").ShouldBe("/a-b/c_d.onnx");
        foreach (string word in (string[])["a;b", "$HOME", "a&b", "a*", "~", "(x)"])
            ShellWord.Quote(word)[1..^1].ShouldBe(word);
    }

    [Theory]
    [InlineData("constant", 3, 2, "digits train")]
    [InlineData("constant", 0, 2, "digits train --early-stopping 0")]
    [InlineData("one-cycle", 0, 0, "digits train --schedule one-cycle")]
    [InlineData("one-cycle", 3, 0, "digits train --schedule one-cycle --early-stopping 3")]
    public void The_command_counts_with_what_is_usual_for_the_schedule(string schedule, int earlyStopping, int plateau, string command)
    {
        RunConfiguration configuration = new() { Schedule = schedule, EarlyStopping = earlyStopping, ReduceLROnPlateau = plateau };
        configuration.ToCommand().ShouldBe(command);
        (configuration with { ValidationSplit = 0, EarlyStopping = 0, ReduceLROnPlateau = 0 }).ToCommand().ShouldEndWith("--validation-split 0");
    }

    [Fact]
    public void What_a_model_tells_of_its_training_leads_to_no_folder()
    {
        RunConfiguration configuration = new()
        {
            Data = "/home/me/digits/+mnist+../letters",
            Model = "nets/mine.json",
            From = new StartingModel("/home/me/old.onnx", "ab"),
            Teacher = new StartingModel("teachers/good.onnx", "cd"),
        };

        configuration.WithoutFolders().ShouldBe(configuration with
        {
            Data = "digits+mnist+letters",
            Model = "mine.json",
            From = new StartingModel("old.onnx", "ab"),
            Teacher = new StartingModel("good.onnx", "cd"),
        });
        foreach (Recipe recipe in Recipe.All)
            recipe.Configuration.WithoutFolders().ShouldBe(recipe.Configuration);
    }

    private static string Message(RunConfiguration configuration) => Should.Throw<DigitsException>(configuration.Check).Message;
}
