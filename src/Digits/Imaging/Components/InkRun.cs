namespace Digits.Imaging;

/// <summary>Pixels of ink beside one another in row <paramref name="Y"/>, from column <paramref name="From"/> to before <paramref name="To"/>.</summary>
internal readonly record struct InkRun(int Y, int From, int To);
