namespace Digits.Engine;

/// <summary>
/// What all exceptions of these libraries are: <see cref="InvalidInputException"/>, <see cref="InvalidOptionException"/> and <see cref="WorkFailedException"/>.
/// The message is one line for a person that says what is wrong and where.
/// </summary>
public abstract class DigitsException : Exception
{
    private protected DigitsException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
