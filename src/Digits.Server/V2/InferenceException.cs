namespace Digits.Server;

/// <summary>A request of the inference protocol that cannot be answered.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="message">What is wrong, and how to mend it.</param>
internal sealed class InferenceException(int status, string message) : Exception(message)
{
    internal int Status => status;
}
