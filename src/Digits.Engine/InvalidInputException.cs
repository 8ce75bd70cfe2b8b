namespace Digits.Engine;

/// <summary>Input that cannot be used: a file, a picture, a data set, a model or a folder. The message says what is wrong, where, and how to mend it.</summary>
public sealed class InvalidInputException : DigitsException
{
    /// <summary>Creates the exception with its one line.</summary>
    public InvalidInputException(string message)
        : base(message, innerException: null)
    {
    }

    /// <summary>Creates the exception with its one line and what caused it.</summary>
    public InvalidInputException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
