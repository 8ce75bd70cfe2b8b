namespace Digits.Reports.Drawing;

/// <summary>The part of a picture where data are drawn, in CSS pixels.</summary>
public readonly record struct PlotArea(double Left, double Top, double Right, double Bottom)
{
    /// <summary>From left to right.</summary>
    public double Width => Right - Left;

    /// <summary>From top to bottom.</summary>
    public double Height => Bottom - Top;
}
