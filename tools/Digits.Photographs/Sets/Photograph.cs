namespace Digits.Photographs;

/// <summary>A finished picture and what is on it.</summary>
/// <param name="File">Encoded as PNG or JPEG.</param>
/// <param name="Extension">The file's ending, with its dot.</param>
/// <param name="Digits">The digits in the order of writing.</param>
internal sealed record Photograph(byte[] File, string Extension, IReadOnlyList<TrueDigit> Digits)
{
    /// <summary>The rows' digits, each from the left, with a space between rows.</summary>
    public string Text => string.Join(' ', Digits.GroupBy(digit => digit.Row).OrderBy(row => row.Key)
        .Select(row => string.Concat(row.Select(digit => digit.Digit))));
}
