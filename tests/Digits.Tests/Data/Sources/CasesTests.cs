using Digits.Data;
using Digits.Reading;
using Digits.Training;

namespace Digits.Tests.Data.Sources;

/// <summary>The small inputs of <c>$DIGITS_DATA/cases</c> that fell short once.</summary>
public sealed class CasesTests
{
    [SkippableTheory]
    [InlineData("1-emnist/emnist-digits", 600, 200, "turned upright")]
    [InlineData("2-idx-types/qmnist", 600, 200, "eight columns")]
    [InlineData("2-idx-types/int32-labels", 600, 0, "")]
    [InlineData("3-csv/openml.csv", 100, 0, "")]
    [InlineData("3-csv/pandas-index.csv", 100, 0, "left out")]
    [InlineData("3-csv/float-255.csv", 100, 0, "0 to 255")]
    [InlineData("3-csv/semicolon.csv", 100, 0, "")]
    [InlineData("3-csv/kaggle.csv.gz", 100, 0, "")]
    [InlineData("4-png-folders/clutter", 60, 0, "left out")]
    [InlineData("4-png-folders/capital-parts", 200, 60, "")]
    [InlineData("4-png-folders/palette", 60, 0, "")]
    [InlineData("4-png-folders/jpg", 60, 0, "")]
    public void Are_read_and_say_what_was_done(string path, int train, int test, string note)
    {
        DigitData data = Load(path);
        ((data.Train?.Count ?? 0) + ((data.Test?.Count ?? 0) * 1000)).ShouldBe(train + (test * 1000));
        data.Format.ShouldNotBeNull();
        string.Join(' ', data.Notes).ShouldContain(note);
        Accuracy(data.RequireTest()).ShouldBeGreaterThan(0.9);
    }

    [SkippableFact]
    public void EMNIST_under_MNISTs_names_is_read_once_it_is_transposed()
    {
        DigitData data = Load("1-emnist/renamed");
        Accuracy(data.RequireTest()).ShouldBeLessThan(0.5);
        Accuracy(data.Transpose().RequireTest()).ShouldBeGreaterThan(0.9);
        Make.ShouldEqual(data.Transpose().RequireTrain(), Load("1-emnist/emnist-digits").RequireTrain());
    }

    [SkippableFact]
    public void Dark_ink_is_read_once_it_is_inverted()
    {
        DigitData data = Load("4-png-folders/black-on-white");
        Accuracy(data.RequireTest()).ShouldBeLessThan(0.5);
        Accuracy(data.Invert().RequireTest()).ShouldBeGreaterThan(0.9);
    }

    [SkippableFact]
    public void The_part_called_val_validates()
    {
        DigitData data = Load("4-png-folders/train-val");
        (data.Train!.Count, data.Validation!.Count).ShouldBe((60, 18));
        (DigitSet train, DigitSet? validation) = new RunConfiguration().Divide(data);
        train.Count.ShouldBe(60);
        validation.ShouldBeSameAs(data.Validation);
        (train, validation) = new RunConfiguration { OwnValidation = false }.Divide(data);
        (train.Count, validation!.Count).ShouldBe((54, 6));
    }

    [SkippableFact]
    public void A_pickle_is_named_and_the_way_out_with_it()
    {
        string path = Path.Combine(RealData.Folder("cases/2-idx-types"), "mnist.pkl.gz");
        Bad.Says(() => DataPath.Load(path), "mnist.pkl.gz", "a Python pickle", "never run", "numpy.savez");
    }

    private static double Accuracy(DigitSet set)
    {
        byte[] read = Classifier.Default.Classify(set);
        return Enumerable.Range(0, set.Count).Count(i => read[i] == set.Labels[i]) / (double)set.Count;
    }

    private static DigitData Load(string path)
    {
        string folder = RealData.Folder($"cases/{path.Split('/')[0]}");
        return DataPath.Load(Path.Combine(folder, path[(path.IndexOf('/') + 1)..]));
    }
}
