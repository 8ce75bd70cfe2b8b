using Digits.Data;
using Digits.Imaging;

namespace Digits.Tests.Data;

public sealed class RealMnistTests
{
    [SkippableFact]
    public void Mnist_has_the_counts_and_moments_that_everybody_knows()
    {
        DigitData data = DataSource.Load(RealData.Folder("mnist"));
        DigitStatistics train = DigitStatistics.Of(data.RequireTrain());
        DigitStatistics test = DigitStatistics.Of(data.RequireTest());
        (train.Count, train.Rows, train.Columns, test.Count).ShouldBe((60000, 28, 28, 10000));
        // From torchvision's files with numpy: numpy.bincount of the labels.
        train.PerClass.ShouldBe([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]);
        test.PerClass.ShouldBe([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]);
        // The constants of every PyTorch example.
        train.Mean.ShouldBe(0.1307, 0.00005);
        train.StandardDeviation.ShouldBe(0.3081, 0.00005);
    }

    [SkippableFact]
    public void Mnist_survives_every_format()
    {
        DigitSet set = DataSource.Load(RealData.Folder("mnist")).RequireTest().Take(500);
        using TempFolder folder = new();
        KaggleCsv.Write(set, folder["test.csv"]);
        Make.ShouldEqual(KaggleCsv.Read(folder["test.csv"]), set);
        Idx.Write(set, folder["i.gz"], folder["l.gz"]);
        Make.ShouldEqual(Idx.Read(folder["i.gz"], folder["l.gz"]), set);
        int[] byLabel = [.. Enumerable.Range(0, set.Count).OrderBy(i => set.Labels[i])];
        foreach (int i in byLabel)
            Picture.Save(folder[$"png/{set.Labels[i]}/{i:D5}.png"], new GrayImage(28, 28, set.Image(i).ToArray()));
        Make.ShouldEqual(ImageFolder.Read(folder["png"]), set.Subset(byLabel));
    }

    [SkippableTheory]
    [InlineData("semeion", 1593, 16)]
    [InlineData("optdigits", 1797, 32)]
    [InlineData("pendigits", 3498, 64)]
    [InlineData("hwd1000", 1000, 28)]
    public void Sets_of_other_sizes_load_as_test_sets(string name, int count, int side)
    {
        DigitData data = DataSource.Load(Path.Combine(RealData.Folder("unseen"), name));
        data.Train.ShouldBeNull();
        (data.Test!.Count, data.Test.Rows, data.Test.Columns, data.Test.Name).ShouldBe((count, side, side, name));
    }
}
