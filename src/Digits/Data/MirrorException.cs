namespace Digits.Data;

/// <summary>One mirror failed at one file; the next may not.</summary>
internal sealed class MirrorException : Exception
{
    public MirrorException(string message)
        : base(message)
    {
    }

    public MirrorException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
