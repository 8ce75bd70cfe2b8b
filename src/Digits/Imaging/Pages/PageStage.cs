namespace Digits.Imaging;

/// <summary>A picture that was made on the way from a page to its digits.</summary>
/// <param name="Name">A short name of small letters, digits and dashes, such as <c>ink</c> or <c>line-1</c>.</param>
/// <param name="Image">The picture.</param>
public sealed record PageStage(string Name, GrayImage Image);
