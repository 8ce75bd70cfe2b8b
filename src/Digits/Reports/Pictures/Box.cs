namespace Digits.Reports;

/// <summary>A place in a picture, in CSS pixels.</summary>
internal readonly record struct Box(double X, double Y, double Width, double Height)
{
    internal double Right => X + Width;

    internal double Bottom => Y + Height;
}
