namespace Digits.Engine.Onnx;

/// <summary>Some of a map's channels, as a model picks the one it needs of a picture in color.</summary>
internal static class ChannelCut
{
    /// <summary>Channels of a concatenation; null where they are not whole parts of it.</summary>
    /// <param name="x">The map.</param>
    /// <param name="first">The first channel.</param>
    /// <param name="count">How many.</param>
    internal static Node? Of(Node x, int first, int count)
    {
        if (x.Layer is not Concatenate)
            return null;

        List<Node> parts = [];
        int start = 0;
        foreach (Node part in x.Inputs)
        {
            int end = start + part.Shape.Channels;
            if (start >= first && end <= first + count)
                parts.Add(part);
            else if (end > first && start < first + count)
                return null;

            start = end;
        }

        return parts.Count switch
        {
            0 => null,
            1 => parts[0],
            _ => Node.Concatenate([.. parts]),
        };
    }
}
