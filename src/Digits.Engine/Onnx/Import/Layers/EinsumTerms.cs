namespace Digits.Engine.Onnx;

/// <summary>The letters of Einsum's equation for two operands, by what becomes of their axes.</summary>
/// <param name="Left">Axes of the first operand.</param>
/// <param name="Right">Axes of the second operand.</param>
/// <param name="Result">Axes of the result.</param>
internal sealed record EinsumTerms(string Left, string Right, string Result)
{
    /// <summary>Axes that both have and that stay.</summary>
    internal string Shared => Of(Left.Where(axis => Right.Contains(axis) && Result.Contains(axis)));

    /// <summary>Axes that both have and that are summed over.</summary>
    internal string Summed => Of(Left.Where(axis => Right.Contains(axis) && !Result.Contains(axis)));

    /// <summary>Axes of the first operand alone.</summary>
    internal string OfLeft => Of(Left.Where(axis => !Right.Contains(axis)));

    /// <summary>Axes of the second operand alone.</summary>
    internal string OfRight => Of(Right.Where(axis => !Left.Contains(axis)));

    /// <summary>Reads an equation such as <c>abc,cde-&gt;abde</c>; null where it is of another kind.</summary>
    internal static EinsumTerms? Read(string equation)
    {
        string[] sides = equation.Replace(" ", "", StringComparison.Ordinal).Split("->");
        if (sides is not [var operands, var result] || operands.Split(',') is not [var left, var right])
            return null;

        EinsumTerms terms = new(left, right, result);
        bool plain = Array.TrueForAll([left, right, result], term => term.All(char.IsAsciiLetter) && term.Distinct().Count() == term.Length);
        return plain && Of(terms.Shared.Concat(terms.OfLeft).Concat(terms.OfRight).Order()) == Of(result.Order()) ? terms : null;
    }

    /// <summary>The same with the operands exchanged.</summary>
    internal EinsumTerms Exchanged() => new(Right, Left, Result);

    private static string Of(IEnumerable<char> axes) => string.Concat(axes);
}
