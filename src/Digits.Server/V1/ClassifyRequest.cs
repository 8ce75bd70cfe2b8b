namespace Digits.Server;

/// <summary>Images to classify.</summary>
/// <param name="Images">Images of pixels, row by row, 0 (ground) to 255 (ink).</param>
/// <param name="Model">The name of a model; the first one where there is none.</param>
internal sealed record ClassifyRequest(int[][]? Images, string? Model);
