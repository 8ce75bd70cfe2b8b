namespace Digits.Photographs;

/// <summary>A glyph with its place on the sheet.</summary>
/// <param name="Glyph">What is written.</param>
/// <param name="X">The middle of the ink's box.</param>
/// <param name="Y">The middle of the ink's box.</param>
/// <param name="Scale">Pixels of the sheet for a pixel of the glyph.</param>
/// <param name="Angle">Turned clockwise, in radians.</param>
/// <param name="Row">The row of text, from 0.</param>
/// <param name="DigitHeight">The height of a digit of this hand in pixels of the sheet.</param>
internal sealed record PlacedGlyph(Glyph Glyph, float X, float Y, float Scale, float Angle, int Row, float DigitHeight);
