namespace Digits.Reports.Drawing;

/// <summary>A place in a picture, in CSS pixels from its top left corner.</summary>
public readonly record struct Point(double X, double Y);
