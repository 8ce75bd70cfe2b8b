namespace Digits.Server;

/// <summary>An error as the inference protocol has it.</summary>
internal sealed record InferenceError(string Error);
