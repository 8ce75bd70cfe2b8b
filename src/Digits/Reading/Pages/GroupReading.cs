using Digits.Imaging;

namespace Digits.Reading;

/// <summary>A group of ink with what was read of it.</summary>
/// <param name="Group">The ink.</param>
/// <param name="Digits">The digits that the lines network read there, from left to right.</param>
/// <param name="Lone">What it shows as a lone digit; null where it does not look like one.</param>
internal sealed record GroupReading(DigitGroup Group, IReadOnlyList<LineDigit> Digits, Classification? Lone);
