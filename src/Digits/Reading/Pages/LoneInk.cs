using Digits.Imaging;

namespace Digits.Reading;

/// <summary>Tells a page that may have one digit, whose strokes may lie apart or be blots, from one with several digits.</summary>
internal static class LoneInk
{
    private const int MostParts = 3;

    /// <summary>A part has at least this share of the ink; what has less are specks.</summary>
    private const double LeastInk = 0.02;

    /// <summary>The least share of a part's width that lies above or below the widest part: digits beside each other share few columns.</summary>
    private const double LeastShared = 0.5;

    /// <summary>Two digits that touch are wider than this for their height.</summary>
    private const double MostWidth = 1.5;

    /// <summary>Two digits above each other are taller than this for their width.</summary>
    private const double MostHeight = 1.7;

    /// <summary>Whether all ink of a page with an even ground may be one digit.</summary>
    internal static bool MayBeOneDigit(PageLayout page)
    {
        if (!page.IsClean)
            return false;
        int ink = page.Components.Sum(component => component.Area);
        Component[] parts = [.. page.Components.Where(component => component.Area >= LeastInk * ink)];
        if (parts.Length is 0 or > MostParts)
            return false;

        Component widest = parts.MaxBy(part => part.Width)!;
        double width = parts.Max(part => part.Right) - parts.Min(part => part.Left);
        double height = parts.Max(part => part.Bottom) - parts.Min(part => part.Top);
        return width < MostWidth * height
            && (parts.Length == 1 || height < MostHeight * width)
            && parts.All(part => Math.Min(part.Right, widest.Right) - Math.Max(part.Left, widest.Left) >= LeastShared * part.Width);
    }
}
