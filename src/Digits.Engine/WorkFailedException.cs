namespace Digits.Engine;

/// <summary>
/// Work that was asked for properly and failed all the same: a full disk, a database that cannot be reached, a download that broke off, training that diverged.
/// </summary>
public sealed class WorkFailedException : DigitsException
{
    /// <summary>Creates the exception with its one line.</summary>
    public WorkFailedException(string message)
        : base(message, innerException: null)
    {
    }

    /// <summary>Creates the exception with its one line and what caused it.</summary>
    public WorkFailedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
