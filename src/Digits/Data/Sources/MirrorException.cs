namespace Digits.Data;

/// <summary>One mirror did not deliver a file; the next one may.</summary>
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
