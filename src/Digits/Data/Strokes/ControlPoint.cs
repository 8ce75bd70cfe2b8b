namespace Digits.Data;

/// <summary>A point that the pen passes, and whether it turns sharply there.</summary>
internal readonly record struct ControlPoint(float X, float Y, bool IsCorner);
