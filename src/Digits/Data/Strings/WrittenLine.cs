namespace Digits.Data;

/// <summary>A line as it was written, before there is any paper under it.</summary>
/// <param name="Ink">The ink, cut to what the line holds.</param>
/// <param name="Symbols">What it holds, as <see cref="LineSymbols"/>.</param>
internal sealed record WrittenLine(InkPlane Ink, byte[] Symbols);
