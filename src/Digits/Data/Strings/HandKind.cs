namespace Digits.Data;

/// <summary>Where the shapes of a writer's digits come from.</summary>
internal enum HandKind
{
    /// <summary>Written examples, thinned, and written again with the line's own pen.</summary>
    Thinned,

    /// <summary>Written examples as they are, with their ink.</summary>
    Copied,

    /// <summary>The forms of the stroke generator.</summary>
    Drawn,
}
