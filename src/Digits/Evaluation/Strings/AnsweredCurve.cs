namespace Digits.Evaluation;

/// <summary>Accuracy against the share of pictures answered, the surest first.</summary>
internal sealed class AnsweredCurve
{
    private static readonly double[] _shares = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 2.0 / 3, 0.7, 0.8, 0.9, 0.95, 1];

    internal AnsweredCurve(IEnumerable<StringReading> readings)
    {
        StringReading[] surest = [.. readings.OrderByDescending(reading => reading.Confidence)];
        AnsweredPoint[] points = new AnsweredPoint[surest.Length];
        int right = 0;
        for (int i = 0; i < points.Length; i++)
        {
            right += surest[i].IsExact ? 1 : 0;
            points[i] = new AnsweredPoint((i + 1.0) / points.Length, right / (i + 1.0), surest[i].Confidence);
        }

        All = points;
    }

    /// <summary>A point for each picture; of equally sure ones the first in the set comes first.</summary>
    internal IReadOnlyList<AnsweredPoint> All { get; }

    /// <summary>The points at the usual shares, one picture at least.</summary>
    internal AnsweredPoint[] Usual => [.. _shares.Select(IndexAt).Distinct().Select(i => All[i])];

    /// <summary>The accuracy on a share of the pictures.</summary>
    internal double AccuracyAt(double share) => All[IndexAt(share)].Accuracy;

    /// <summary>The largest share of the pictures that can be answered with an accuracy; 0 where none can.</summary>
    internal double AnsweredWith(double accuracy) => All.LastOrDefault(point => point.Accuracy >= accuracy)?.Answered ?? 0;

    private int IndexAt(double share) => Math.Max(0, (int)Math.Round(share * All.Count) - 1);
}
