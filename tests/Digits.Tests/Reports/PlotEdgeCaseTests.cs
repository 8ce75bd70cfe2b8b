using Digits.Evaluation;
using Digits.Reports;
using Digits.Training;

namespace Digits.Tests.Reports;

public sealed class PlotEdgeCaseTests
{
    private const string Awkward = "<&\"'> Größe 鞋子 \u0001 \ud83d\ude00";
    private static readonly double[] _odd = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0, 1, -1, 1e-300, double.MaxValue, double.Epsilon, 0.5];

    public static TheoryData<int> Counts => new(0, 1, 2, 10, 47, 100);

    [Theory]
    [MemberData(nameof(Counts))]
    public void Every_plot_is_whole_whatever_the_numbers(int count)
    {
        foreach (SvgPicture picture in Odd(count))
            picture.ShouldBeWhole();
    }

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(47)]
    [InlineData(256)]
    public void Confusion_matrices_are_whole_for_perfect_constant_single_and_no_predictions(int classes)
    {
        string[] labels = [.. Enumerable.Range(0, classes).Select(c => c % 2 == 0 ? $"{c}" : $"{Awkward}{c}")];
        byte[] truth = [.. Enumerable.Range(0, 3 * classes).Select(i => (byte)(i % classes))];
        foreach ((byte[] t, byte[] p) in new[] { (truth, truth), (truth, new byte[truth.Length]), ([1], [0]), ([1], [1]), (Array.Empty<byte>(), Array.Empty<byte>()) })
        {
            ConfusionMatrix matrix = ConfusionMatrix.Count(t, p, classes);
            ConfusionPlot.Counts(matrix, labels).ShouldBeWhole();
            ConfusionPlot.Normalised(matrix, labels).ShouldBeWhole();
        }
    }

    [Fact]
    public void Pictures_on_one_page_do_not_share_ids() => Odd(2).Select(picture => picture.Name).ShouldBeUnique();

    private static SvgPicture[] Odd(int count)
    {
        double At(int i) => _odd[i % _odd.Length];
        EpochRecord[] history = [.. Enumerable.Range(0, count).Select(i => new EpochRecord(i + 1, At(i), At(i), At(i + 1), At(i + 2), At(i + 3), At(i + 4)))];
        double[] line = [.. Enumerable.Range(0, count).Select(At)];
        string[] names = [.. Enumerable.Range(0, count).Select(i => Awkward + i)];
        return
        [
            HistoryPlots.Accuracy(history, 1),
            HistoryPlots.Loss(history, count),
            HistoryPlots.LearningRate(history),
            ClassDotsPlot.Create([.. names.Select((name, i) => new ClassMetrics(name, At(i), At(i + 1), At(i + 2), i % 3))]),
            ReliabilityPlot.Create([.. line.Select((x, i) => new ReliabilityBin((double)i / count, (i + 1.0) / count, i * 1000L, x, At(i + 5)))], double.NaN),
            RejectionPlot.Create([.. line.Select((x, i) => new RejectionPoint(x, At(i + 1), At(i + 2)))]),
            RobustnessPlot.Create(new Robustness(At(count), At(count + 1), [.. names.Select((name, i) => new CorruptionScore(name, At(i)))])),
            RocPlot.Create([.. names.Select((name, i) => (name, new RocCurve(line, line, At(i))))]),
            PrecisionRecallPlot.Create([.. names.Select((name, i) => (name, new PrecisionRecallCurve(line, line, At(i))))]),
        ];
    }
}
