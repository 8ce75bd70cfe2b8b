using Digits.Data;
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
        RunConfiguration configuration = new()
        {
            Epochs = 3,
            LearningRate = 0.01,
            Seed = ulong.MaxValue,
            Schedule = ScheduleKind.OneCycle,
            Limit = 5,
            Augment = AugmentationOptions.Parse("shift=2")
        };

        configuration.Save(path);

        RunConfiguration.Load(path).ShouldBe(configuration.Resolve());
        string json = File.ReadAllText(path);
        foreach (string line in (string[])["\"learning_rate\": 0.01", "\"schedule\": \"one-cycle\"", "\"augment\": \"shift=2\"", "\"calibrate\": false"])
            json.ShouldContain(line);
    }

    [Fact]
    public void The_default_is_the_classic_recipe() => new RunConfiguration().Resolve().ShouldBe(new RunConfiguration
    {
        Model = "classic",
        Data = "mnist",
        Epochs = 8,
        BatchSize = 128,
        LearningRate = 0.001,
        Optimizer = OptimizerKind.Adam,
        ValidationSplit = 0.1,
        EarlyStopping = 3,
        ReduceLROnPlateau = 2,
    });

    [Fact]
    public void Names_the_option_that_cannot_be_used()
    {
        RunConfiguration good = new();
        Message(good with { Epochs = 0 }).ShouldStartWith("epochs 0 ");
        Message(good with { BatchSize = 0 }).ShouldStartWith("batch-size 0 ");
        Message(good with { LearningRate = double.NaN }).ShouldStartWith("learning-rate NaN ");
        Message(good with { ValidationSplit = 1 }).ShouldStartWith("validation-split 1 ");
        Message(good with { Momentum = 1 }).ShouldStartWith("momentum 1 ");
        Message(good with { LabelSmoothing = -0.5 }).ShouldStartWith("label-smoothing -0.5 ");
        Message(good with { MildEpochs = -1 }).ShouldStartWith("mild-epochs -1 ");
        Message(good with { Limit = 0 }).ShouldStartWith("limit 0 ");
        Message(good with { Model = "clasic" }).ShouldBe("model 'clasic' is unknown; did you mean 'classic'?");
        Message(good with { ValidationSplit = 0, Calibrate = true }).ShouldStartWith("calibrate needs validation images");
        Message(good with { ValidationSplit = 0, EarlyStopping = 2 }).ShouldStartWith("early-stopping needs validation images");
        SetMessage("optimizer", "adm").ShouldBe("optimizer 'adm' is unknown; did you mean 'adam'?");
        SetMessage("schedule", "x").ShouldBe("schedule 'x' is unknown; use one of constant, step, cosine, one-cycle.");
        SetMessage("epochs", "2.5").ShouldBe("epochs 2.5 cannot be used; give a whole number.");
        SetMessage("learning-rate", "0,1").ShouldBe("learning-rate 0,1 cannot be used; give a number.");
        SetMessage("calibrate", "maybe").ShouldBe("calibrate maybe cannot be used; give true or false.");
        good.Check();
        (good with { ValidationSplit = 0 }).Check();
    }

    [Fact]
    public void The_command_is_one_that_a_shell_reads_as_it_is_meant()
    {
        RunConfiguration configuration =
            Recipe.Get("accurate").Configuration with { Augment = new AugmentationOptions(), Data = "my digits/it's", LearningRate = 0.01 };

        configuration.ToCommand().ShouldBe(OperatingSystem.IsWindows()
            ? "digits train --recipe accurate --data \"my digits/it's\" --learning-rate 0.01 --augment \"\""
            : @"digits train --recipe accurate --data 'my digits/it'\''s' --learning-rate 0.01 --augment ''");
        ShellWord.Quote("/a-b/c_d.onnx").ShouldBe("/a-b/c_d.onnx");
        foreach (string word in (string[])["a;b", "$HOME", "a&b", "a*", "~", "(x)"])
            ShellWord.Quote(word)[1..^1].ShouldBe(word);
    }

    [Theory]
    [InlineData(ScheduleKind.Constant, 3, 2, "digits train")]
    [InlineData(ScheduleKind.Constant, 0, 2, "digits train --early-stopping 0")]
    [InlineData(ScheduleKind.OneCycle, 0, 0, "digits train --schedule one-cycle")]
    [InlineData(ScheduleKind.OneCycle, 3, 0, "digits train --schedule one-cycle --early-stopping 3")]
    public void The_command_counts_with_what_is_usual_for_the_schedule(ScheduleKind schedule, int earlyStopping, int plateau, string command)
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

    [Fact]
    public void Loads_what_the_version_before_wrote()
    {
        using TempFolder folder = new();
        string path = Path.Combine(folder.Path, "config.json");
        File.WriteAllText(path, """
            {
              "recipe": "fast", "model": "fast", "data": "mnist", "epochs": 2, "batch_size": 64, "learning_rate": 0.02, "optimizer": "adamw",
              "weight_decay": 0.05, "momentum": 0.9, "schedule": "one-cycle", "augment": "shift=0.9,rotate=15,scale=0.1,shear=0.1", "mild_epochs": 1,
              "label_smoothing": 0.1, "ema": 0, "validation_split": 0.03,
              "calibrate": true, "early_stopping": 0, "reduce_lr_on_plateau": 0, "seed": 0, "limit": null
            }
            """);

        RunConfiguration.Load(path).ShouldBe(Recipe.Get("fast").Configuration);
    }

    [Theory]
    [InlineData("{\"epochs\": \"many\"}", "epochs many cannot be used")]
    [InlineData("{\"epochs\": [1]}", "epochs [1] cannot be used")]
    [InlineData("{\"optimizer\": 3}", "optimizer 3 cannot be used")]
    [InlineData("{\"epoks\": 3}", "'epoks' is not an option")]
    [InlineData("[]", "is not a JSON object")]
    public void A_file_that_holds_something_else_is_one_line(string json, string complaint)
    {
        using TempFolder folder = new();
        string path = Path.Combine(folder.Path, "config.json");
        File.WriteAllText(path, json);

        string message = Should.Throw<InvalidInputException>(() => RunConfiguration.Load(path)).Message;
        message.ShouldStartWith(path);
        message.ShouldContain(complaint);
    }

    [Fact]
    public void Every_property_is_a_row_of_the_table()
    {
        string[] apart = [nameof(RunConfiguration.Description), nameof(RunConfiguration.FinalEpoch)];
        string[] properties = [.. typeof(RunConfiguration).GetProperties().Select(property => property.Name).Except(apart)];
        RunOptions.All.Select(option => option.Name.Replace("-", "", StringComparison.Ordinal)).Order(StringComparer.OrdinalIgnoreCase)
            .ShouldBe(properties.Order(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public void What_every_row_says_of_a_configuration_sets_it_again()
    {
        foreach (RunConfiguration configuration in Recipe.All.Select(recipe => recipe.Configuration with { Seed = 7, Limit = 100 }))
        {
            RunConfiguration again = new();
            foreach ((string name, string value) in configuration.Options())
                again = RunOptions.Find(name)!.Set(again, value);
            again.ShouldBe(configuration.Resolve());
        }
    }

    [Fact]
    public void An_option_is_a_row_and_so_stands_in_the_file_the_command_and_the_table_of_a_report_and_acts()
    {
        RunConfiguration clipped = new() { ClipNorm = 0.5 };

        clipped.ToJson().ShouldContain("\"clip_norm\": 0.5");
        clipped.ToCommand().ShouldBe("digits train --clip-norm 0.5");
        clipped.Options().ShouldContain(("clip-norm", "0.5"));
        RunOptions.Find("clip-norm")!.IsSearchable.ShouldBeTrue();
        Message(clipped with { ClipNorm = -1 }).ShouldStartWith("clip-norm -1 cannot be used;");
        foreach (OptimizerKind optimizer in Enum.GetValues<OptimizerKind>())
            (clipped with { Optimizer = optimizer }).CreateOptimizer().ClipNorm.ShouldBe(0.5f);
    }

    private static string Message(RunConfiguration configuration) => Should.Throw<InvalidOptionException>(configuration.Check).Message;

    private static string SetMessage(string option, string text) =>
        Should.Throw<InvalidOptionException>(() => RunOptions.Find(option)!.Set(new RunConfiguration(), text)).Message;
}
