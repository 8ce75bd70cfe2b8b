namespace Digits.Data;

/// <summary>What else than digits stands in a line.</summary>
internal enum SignKind
{
    Dot, Comma, RaisedDot, Dash, LongDash, Equal, Slash, Number, Dollar, Euro, Star, Letter, Scribble, Curl, Word, Scrawl,
}
