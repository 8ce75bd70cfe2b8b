namespace Digits.Reports;

/// <summary>Where in a picture data are drawn, in CSS pixels.</summary>
internal readonly record struct PlotArea(double Left, double Top, double Right, double Bottom)
{
    internal double Width => Right - Left;

    internal double Height => Bottom - Top;
}
