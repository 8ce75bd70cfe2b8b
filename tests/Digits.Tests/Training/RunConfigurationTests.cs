using Digits.Engine;
using Digits.Tests.Data;
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

    private static string Message(RunConfiguration configuration) => Should.Throw<DigitsException>(configuration.Check).Message;
}
