namespace Digits.Reports;

/// <summary>A place in a picture, in CSS pixels from its top left corner.</summary>
internal readonly record struct Point(double X, double Y);
