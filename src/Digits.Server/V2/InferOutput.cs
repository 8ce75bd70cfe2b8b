namespace Digits.Server;

/// <summary>An output that a request asks for.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsBinary">Whether its numbers follow the JSON as bytes; null where the request does not say.</param>
/// <param name="Best">So many of the best classes instead of all numbers; 0 for all numbers.</param>
internal sealed record InferOutput(string? Name, bool? IsBinary, int Best);
