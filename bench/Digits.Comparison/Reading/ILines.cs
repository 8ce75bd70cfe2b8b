namespace Digits.Comparison.Reading;

/// <summary>A program that reads lines, with all pictures decoded.</summary>
internal interface ILines : IDisposable
{
    /// <summary>The library and its version.</summary>
    string Library { get; }

    /// <summary>Reads a line from its decoded picture.</summary>
    /// <param name="index">Which one.</param>
    /// <returns>The digits.</returns>
    string Read(int index);
}
