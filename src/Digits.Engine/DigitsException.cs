namespace Digits.Engine;

/// <summary>
/// Input that cannot be used: a file, a picture, an option or a directory. The message is one line for a person
/// that says what is wrong, where, and how to mend it; the command line prints it and exits with 2.
/// </summary>
public sealed class DigitsException : Exception
{
    /// <summary>Creates the exception with its one line.</summary>
    public DigitsException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its one line and what caused it.</summary>
    public DigitsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
