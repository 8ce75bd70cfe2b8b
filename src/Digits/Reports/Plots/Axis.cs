namespace Digits.Reports;

/// <summary>A scale from values to the share of an axis's length, 0 to 1, with its ticks. Its ends lie on ticks, except on <see cref="Epochs"/>.</summary>
internal sealed class Axis
{
    // The rounding of a quotient must not push an end of the axis a whole step out.
    private const double Slack = 1e-9;
    private const int MostDecades = 12;
    private const int MostLogTicks = 8;
    private const double WidestName = 130;
    private const double Huge = 1e100;
    private static readonly int[] _digits = [1, 2, 5, 10];
    private readonly bool _log;

    private Axis(double from, double to, bool log, IReadOnlyList<(double Value, string Label)> ticks)
    {
        From = from;
        To = to;
        _log = log;
        Ticks = ticks;
    }

    public double From { get; }

    public double To { get; }

    /// <summary>Where light lines and labels stand, rising.</summary>
    public IReadOnlyList<(double Value, string Label)> Ticks { get; }

    /// <summary>Even steps of 1, 2 or 5 times a power of ten, from at or below the least value to at or above the greatest.</summary>
    /// <param name="values">What has to fit; those that are not finite are passed over.</param>
    /// <param name="format">Writes a tick's label.</param>
    /// <param name="most">About how many steps there may be.</param>
    public static Axis Linear(IEnumerable<double> values, Func<double, string> format, int most = 6)
    {
        (double least, double greatest) = Range(values.Where(value => Math.Abs(value) <= Huge), (0, 1));
        if (greatest - least <= 1e-12 * Math.Max(1, Math.Abs(greatest)))
            (least, greatest) = Math.Abs(greatest) < 1e-9 ? (0, 1) : (least - 0.05 * Math.Abs(least), greatest + 0.05 * Math.Abs(greatest));
        double step = Step(greatest - least, most);
        double first = Math.Floor(least / step + Slack);
        double last = Math.Ceiling(greatest / step - Slack);
        double[] ticks = [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => Tidy((first + i) * step, step))];
        return new Axis(ticks[0], ticks[^1], log: false, [.. ticks.Select(tick => (tick, format(tick)))]);
    }

    /// <summary>A share of 0 to 1 in percent that never leaves what a share can be.</summary>
    public static Axis Share(IEnumerable<double> values, int most = 6)
    {
        double[] shares = [.. values.Where(double.IsFinite).Select(share => Math.Clamp(share, 0, 1))];
        (double least, double greatest) = Range(shares, (0, 1));
        if (greatest - least < 1e-6)
            (least, greatest) = (Math.Max(0, least - 0.01), Math.Min(1, greatest + 0.01));
        return Linear([least, greatest], Figures.PercentTick, most);
    }

    /// <summary>Powers of ten, and 2 and 5 times those where that is not too many; of values above 0.</summary>
    public static Axis Log(IEnumerable<double> values, Func<double, string> format)
    {
        (double least, double greatest) = Range(values.Where(value => value is > 0 and <= Huge), (0.1, 1));
        int first = (int)Math.Floor(Math.Log10(least) + Slack);
        int last = Math.Max((int)Math.Ceiling(Math.Log10(greatest) - Slack), first + 1);
        first = Math.Max(first, last - MostDecades);
        double[] ticks = Trim(Marks(first, last, [1, 2, 5]), least, greatest);
        if (ticks.Length > MostLogTicks)
            ticks = Trim(Marks(first, last, [1]), least, greatest);
        return new Axis(ticks[0], ticks[^1], log: true, [.. ticks.Select(tick => (tick, format(tick)))]);
    }

    /// <summary>The numbers from <paramref name="first"/> to <paramref name="last"/>, with a little room at both ends.</summary>
    public static Axis Epochs(int first, int last, int most = 8)
    {
        double room = Math.Max(0.5, 0.02 * (last - first));
        int step = (int)Math.Max(1, Step(Math.Max(1, last - first), most));
        IEnumerable<int> ticks = Enumerable.Range(first, last - first + 1).Where(epoch => epoch % step == 0 || epoch == first);
        return new Axis(first - room, last + room, log: false, [.. ticks.Select(epoch => ((double)epoch, Figures.Count(epoch)))]);
    }

    /// <summary>Names from the top down, at 0, 1, 2 and so on.</summary>
    public static Axis Categories(IReadOnlyList<string> names) =>
        new(Math.Max(1, names.Count) - 0.5, -0.5, log: false, [.. names.Select((name, i) => ((double)i, TextSize.Fit(name, WidestName)))]);

    /// <summary>Where a value lies, 0 at the start and 1 at the end; what lies outside is moved to the nearest end.</summary>
    public double Place(double value) => Math.Clamp(Reach(value), 0, 1);

    /// <summary>As <see cref="Place"/>, but what lies outside stays there, for a line that is to leave the plot: at most five lengths away.</summary>
    public double Reach(double value) => Math.Clamp(
        _log ? value <= 0 ? 0 : Math.Log(value / From) / Math.Log(To / From) : (value - From) / (To - From), -5, 6);

    private static double[] Marks(int first, int last, int[] digits) =>
        [.. from decade in Enumerable.Range(first, last - first) from digit in digits select double.Parse($"{digit}e{decade}"), double.Parse($"1e{last}")];

    // Without what lies before the last mark under all values and after the first one above; two marks stay.
    private static double[] Trim(double[] marks, double least, double greatest)
    {
        int start = Math.Clamp(Array.FindLastIndex(marks, mark => mark <= least * (1 + Slack)), 0, marks.Length - 2);
        int end = Array.FindIndex(marks, start + 1, mark => mark >= greatest * (1 - Slack));
        return marks[start..(end + 1)];
    }

    private static double Step(double range, int most)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(range / most)));
        return power * _digits.First(digit => power * digit * most >= range * (1 - Slack));
    }

    // 3 steps of 0.1 are 0.30000000000000004; the nearest number with the step's decimal places is meant.
    private static double Tidy(double tick, double step) => Math.Round(tick, Math.Clamp(1 - (int)Math.Floor(Math.Log10(step)), 0, 15));

    private static (double Least, double Greatest) Range(IEnumerable<double> values, (double, double) none)
    {
        double[] all = [.. values];
        return all.Length == 0 ? none : (all.Min(), all.Max());
    }
}
