using Digits.Evaluation;
using Digits.Reports;
using Digits.Reports.Drawing;
using Digits.Training;
using FsCheck;
using FsCheck.Fluent;

namespace Digits.Tests.Reports.Plots;

/// <summary>Whatever the figures, each plot is a sound picture: what cannot be drawn is left out. <see cref="DrawnPlot"/> checks it.</summary>
public sealed class AnyInputTests
{
    private static readonly double[] _odd =
        [double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.MinValue, double.Epsilon, -1, 0, 1, 1.0000000000000002, 1e-300,
            1e99, 0.5];

    private static readonly Gen<double> _number =
        Gen.OneOf(Gen.Elements(_odd), Gen.Choose(0, 10_000).Select(i => i / 10_000.0), Gen.Choose(-900, 900).Select(i => Math.Exp(i / 10.0)));

    private static readonly Gen<string> _name = Gen.Elements("0", "", "<&\"'>", "ö漢字", "\u0000\uD800\u001b", new string('W', 500));

    [Fact]
    public void Histories() => Check(_number.ArrayOf(5).ArrayOf(), rows =>
    {
        EpochRecord[] history = [.. rows.Select((r, i) => new EpochRecord(i + 1, 1, r[0], r[1], r[2], r[3], r[4]))];
        foreach (int best in new[] { 0, 1, history.Length })
            Draw(HistoryPlots.Loss(history, best), HistoryPlots.Accuracy(history, best), HistoryPlots.LearningRate(history));
    });

    [Fact]
    public void Losses_next_to_nothing_are_nothing()
    {
        EpochRecord[] history = [new(1, 1, double.Epsilon, 0.5, double.NegativeInfinity, 0.1551, double.Epsilon), new(2, 1, 1e-200, 0.5, 1e-300, 0.2, 1)];
        Draw(HistoryPlots.Loss(history[..1], 1), HistoryPlots.LearningRate(history[..1]), HistoryPlots.Loss(history, 2), HistoryPlots.LearningRate(history));
    }

    [Fact]
    public void Confusions() => Check(
        from classes in Gen.Choose(2, 60)
        from counts in Gen.Frequency((5, Gen.Constant(0)), (2, Gen.Choose(1, 9)), (1, Gen.Choose(0, int.MaxValue))).ArrayOf(classes * classes)
        from names in _name.ArrayOf(classes)
        select (names, counts),
        made =>
        {
            ConfusionMatrix matrix = ConfusionMatrix.FromCounts(made.names.Length, [.. made.counts.Select(count => (long)count)]);
            Draw(ConfusionPlot.Counts(matrix, made.names), ConfusionPlot.Normalized(matrix, made.names));
        });

    [Fact]
    public void Metrics() => Check(from name in _name from figures in _number.ArrayOf(5).ArrayOf() select (name, figures), made =>
    {
        Draw(ClassMetricsPlot.Create([.. made.figures.Select(f => new ClassMetrics(made.name, f[0], f[1], f[2], f[3] > 0.5 ? 7 : 0))]));
        Draw(ReliabilityPlot.Create([.. made.figures.Select(f => new ReliabilityBin(f[0], f[1], f[2] > 0.5 ? long.MaxValue : 1, f[3], f[4]))],
            made.figures.Length == 0 ? 0 : made.figures[0][0]));
        Draw(RejectionPlot.Create([.. made.figures.Select(f => new RejectionPoint(f[0], f[1], f[2]))]));
        Draw(RobustnessPlot.Create(new Robustness(
            made.figures.Length == 0 ? double.NaN : made.figures[0][0], made.figures.Length == 0 ? 0 : made.figures[0][1],
            [.. made.figures.Select(f => new CorruptionScore(made.name, f[2]))])));
    });

    [Fact]
    public void Curves() =>
        Check(from name in _name from x in _number.ArrayOf() from y in _number.ArrayOf() from score in _number select (name, x, y, score), made =>
    {
        Draw(RocPlot.Create([(made.name, new RocCurve(made.x, made.y, made.score)), ("b", null)]));
        Draw(PrecisionRecallPlot.Create([("b", null), (made.name, new PrecisionRecallCurve(made.x, made.y, made.score))]));
    });

    private static void Check<T>(Gen<T> inputs, Action<T> draw) => Prop.ForAll(inputs.ToArbitrary(), draw).QuickCheckThrowOnFailure();

    private static void Draw(params IEnumerable<SvgPicture> pictures)
    {
        foreach (SvgPicture picture in pictures)
            _ = new DrawnPlot(picture);
    }
}
