namespace Digits.Imaging;

/// <summary>Draws what was found: what may be digits black, what else belongs to rows dark gray, what was left out light gray.</summary>
internal static class ComponentPicture
{
    internal static GrayImage Draw(IEnumerable<Component> components, IReadOnlyList<WritingRow> rows, int width, int height)
    {
        byte[] pixels = [.. Enumerable.Repeat((byte)255, width * height)];
        Fill(components, 200);
        Fill(rows.SelectMany(row => row.Marks), 110);
        Fill(rows.SelectMany(row => row.Bodies), 0);
        return new GrayImage(width, height, pixels);

        void Fill(IEnumerable<Component> parts, byte level)
        {
            foreach (InkRun run in parts.SelectMany(part => part.Runs))
                pixels.AsSpan((run.Y * width) + run.From, run.To - run.From).Fill(level);
        }
    }
}
