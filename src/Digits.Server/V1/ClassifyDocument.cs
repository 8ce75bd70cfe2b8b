namespace Digits.Server;

/// <summary>The classes of images.</summary>
/// <param name="Model">The model that answered.</param>
/// <param name="Version">Its version.</param>
/// <param name="Images">An answer for each image.</param>
internal sealed record ClassifyDocument(string Model, string Version, IReadOnlyList<ClassifiedImage> Images);
