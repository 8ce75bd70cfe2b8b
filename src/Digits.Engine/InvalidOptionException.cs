namespace Digits.Engine;

/// <summary>
/// An option with a value that cannot be used. A surface that has its own names for options, such as a command line, finds the option's name in
/// <see cref="Option"/>.
/// </summary>
public sealed class InvalidOptionException : DigitsException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="option">The option's name, such as <c>learning-rate</c>.</param>
    /// <param name="problem">The rest of the sentence that the option's name begins: what is wrong, and what to give instead.</param>
    public InvalidOptionException(string option, string problem)
        : base($"{option} {problem}", innerException: null)
    {
        (Option, Problem) = (option, problem);
    }

    /// <summary>The option's name, in lower case with hyphens, such as <c>learning-rate</c>.</summary>
    public string Option { get; }

    /// <summary>What is wrong with it: the message without the option's name.</summary>
    public string Problem { get; }
}
