using System.CommandLine;

namespace Digits.Cli.Verbs;

/// <summary>A verb of the command line.</summary>
internal abstract class Verb : Command
{
    protected Verb(string name, string description, params string[] examples)
        : base(name, description)
    {
        Examples = examples;
        SetAction(result => Run(result, CommonOptions.Read(result)));
    }

    /// <summary>The lines with which its help ends.</summary>
    internal IReadOnlyList<string> Examples { get; }

    /// <summary>Does the work.</summary>
    /// <returns>The exit code.</returns>
    protected abstract int Run(ParseResult result, Output output);
}
