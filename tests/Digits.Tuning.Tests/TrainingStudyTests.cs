using Digits.Data;
using Digits.Engine;
using Digits.Training;

namespace Digits.Tuning.Tests;

public sealed class TrainingStudyTests : IDisposable
{
    private static readonly RunConfiguration _configuration = new() { Data = DataSource.StrokesName, Limit = 200, Epochs = 1, BatchSize = 32 };
    private static readonly SearchSpace _space = SearchSpace.Parse(["learning-rate=log(1e-3,1e-2)", "filters-1=int(4,8,4)"]);
    private readonly TempFolder _folder = new();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public void A_search_trains_reports_and_trains_the_best_again()
    {
        DigitData data = DataSource.Load(DataSource.StrokesName);
        TrainingStudy study = Open(new TrainingSearch(_configuration, _space, TrainingObjective.Accuracy, TrainingObjective.Parameters));

        study.Optimize(data, new StudyOptions { Trials = 2 });

        StudyHistory history = study.Study.Read();
        history.Trials.Count(trial => trial.State == TrialState.Complete).ShouldBe(2);
        Trial best = history.BestByFirstObjective()!;
        RunConfiguration tried = study.ConfigurationOf(best);
        tried.LearningRate.ShouldBe(best.Parameters["learning-rate"]);
        tried.Description!.Build(new Shape(1, 28, 28), 10, seed: 0).ParameterCount.ShouldBe((int)best.Values[1]);
        study.CommandOf(best)!.ShouldStartWith("digits train --model test-1.json --data strokes --epochs 1");
        study.Report().Html.ShouldContain(study.CommandOf(best)!);

        TrainingRun again = study.Retrain(best, RunFolder.Next(_folder.Path), data);
        (again.Configuration.Limit, again.Configuration.ValidationSplit, again.Validation).ShouldBe((null, 0, null));
        again.Train.Count.ShouldBe(data.RequireTrain().Count);
    }

    [Fact]
    public void A_study_of_another_program_is_not_joined()
    {
        Study theirs = Study.Open($"sqlite:///{_folder["study.db"]}", "test 1", StudyDirection.Maximize);
        theirs.Optimize((_, _) => [12.5], SearchSpace.Parse(["x=uniform(0,1)"]), new StudyOptions { Trials = 1 });

        Should.Throw<InvalidInputException>(() => Open(new TrainingSearch(_configuration, _space))).Message
            .ShouldEndWith("has trials of another program, whose values cannot be compared; give the study another name.");
    }

    [Fact]
    public void The_best_network_lies_in_the_folder_that_was_given()
    {
        TrainingStudy study = TrainingStudy.Open(
            $"sqlite:///{_folder["study.db"]}", "test 1", new TrainingSearch(_configuration, _space), _folder["out"]);
        study.Optimize(DataSource.Load(DataSource.StrokesName), new StudyOptions { Trials = 1 });
        Trial best = study.Study.Read().BestByFirstObjective()!;
        Directory.CreateDirectory(_folder["out"]);

        study.SaveNetwork(best).ShouldBe(_folder["out/test-1.json"]);

        File.Exists(_folder["out/test-1.json"]).ShouldBeTrue();
        study.CommandOf(best)!.ShouldContain(_folder["out/test-1.json"]);
    }

    [Fact]
    public void What_is_not_searched_may_not_change()
    {
        Open(new TrainingSearch(_configuration, _space));
        Open(new TrainingSearch(_configuration, _space));

        Refused(_configuration with { Epochs = 2 }).ShouldBe("epochs was 1 when the study 'test 1' began; give that again, or use another study.");
        Refused(_configuration with { LabelSmoothing = 0.1 })
            .ShouldBe("label-smoothing was 0 when the study 'test 1' began; give that again, or use another study.");
        Refused(_configuration with { ValidationSplit = 0 }).ShouldStartWith("validation-split 0 cannot be used: ");

        string Refused(RunConfiguration configuration) => Should.Throw<InvalidOptionException>(() => Open(new TrainingSearch(configuration, _space))).Message;
    }

    [Fact]
    public void Objectives_are_found_by_name()
    {
        TrainingObjective.Parse("loss, multiply-adds").ShouldBe([TrainingObjective.Loss, TrainingObjective.MultiplyAdds]);
        Should.Throw<InvalidOptionException>(() => TrainingObjective.Parse("los")).Message.ShouldBe("objective 'los' is unknown; did you mean 'loss'?");
        Should.Throw<InvalidOptionException>(() => TrainingObjective.Parse("loss,loss")).Message.ShouldBe("objective loss,loss has one twice; give each once.");
        (TrainingObjective.Accuracy.Format(0.98511), TrainingObjective.Loss.Format(0.12345), TrainingObjective.Parameters.Format(241546))
            .ShouldBe(("98.51 %", "0.1235", "241,546"));
    }

    private TrainingStudy Open(TrainingSearch search) => TrainingStudy.Open($"sqlite:///{_folder["study.db"]}", "test 1", search);
}
