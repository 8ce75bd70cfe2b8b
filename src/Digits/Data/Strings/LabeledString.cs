namespace Digits.Data;

/// <summary>A picture of digits and what it says.</summary>
/// <param name="File">The picture's name within its folder, as the labels have it.</param>
/// <param name="Path">Where the picture is.</param>
/// <param name="Text">Its digits in reading order, without white space; empty for a picture without digits.</param>
public sealed record LabeledString(string File, string Path, string Text);
