namespace Digits.Cli.Json;

internal sealed record ReadDocument(IReadOnlyList<ReadDocument.Image> Images)
{
    internal sealed record Image(string Source, int Width, int Height, string Text, IReadOnlyList<Digit> Digits);

    internal sealed record Digit(
        [property: System.Text.Json.Serialization.JsonPropertyName("digit")] int Value,
        double Confidence,
        int X,
        int Y,
        int Width,
        int Height,
        int Line,
        IReadOnlyList<Alternative> Alternatives);

    internal sealed record Alternative(int Digit, double Confidence);
}
