namespace Digits.Reports.Drawing;

/// <summary>Where a value stands along an axis, and which values the axis names.</summary>
/// <param name="From">The value at <paramref name="Start"/>.</param>
/// <param name="To">The value at <paramref name="End"/>, larger.</param>
/// <param name="Start">A place in CSS pixels.</param>
/// <param name="End">Another; smaller than <paramref name="Start"/> where the axis runs upwards.</param>
public abstract record Scale(double From, double To, double Start, double End)
{
    /// <summary>Smaller magnitudes are shown as 0: no measurement gives them, and their ratios would overflow.</summary>
    protected const double LeastShown = 1e-100;

    /// <summary>The values to name: round numbers from <see cref="From"/> to <see cref="To"/>, rising.</summary>
    public required IReadOnlyList<double> Ticks { get; init; }

    /// <summary>The place of a value.</summary>
    public abstract double At(double value);

    /// <summary>Whether a value can be drawn: differences of larger ones, which no measurement gives, would overflow.</summary>
    public static bool CanShow(double value) => Math.Abs(value) < 1 / LeastShown;

    /// <summary>Whether a value is a share, 0 to 1.</summary>
    public static bool IsShare(double value) => value is >= 0 and <= 1;
}
