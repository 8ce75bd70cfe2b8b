using System.Globalization;
using System.Text;

namespace Digits.Engine;

/// <summary>Prints a network as Keras's <c>summary()</c> does: a row a layer, then the totals.</summary>
internal static class NetworkSummary
{
    internal static string Format(Network network)
    {
        List<string[]> rows = [["Layer", "Type", "Output shape", "Parameters", "Multiply-adds", "Reads"]];
        Node? before = null;
        foreach (Node node in network.Nodes)
        {
            bool follows = node.Inputs.Count == 1 && node.Inputs[0] == before;
            rows.Add(
            [
                node.Layer?.Name ?? "image",
                node.Layer?.GetType().Name ?? "Input",
                node.Shape.ToString(),
                Number(node.Layer?.Parameters.Sum(parameter => parameter.Count) ?? 0),
                Number(node.MultiplyAdds),
                follows || node.Layer is null ? "" : string.Join(", ", node.Inputs.Select(input => input.Layer?.Name ?? "image")),
            ]);
            before = node;
        }

        bool sequential = rows.Skip(1).All(row => row[^1].Length == 0);
        int columns = sequential ? 5 : 6;
        int[] widths = [.. Enumerable.Range(0, columns).Select(column => rows.Max(row => row[column].Length))];
        StringBuilder text = new();
        string rule = new('-', widths.Sum() + (2 * (columns - 1)));
        for (int i = 0; i < rows.Count; i++)
        {
            IEnumerable<string> cells = widths.Select((width, column) => column is 3 or 4 ? rows[i][column].PadLeft(width) : rows[i][column].PadRight(width));
            text.AppendLine(string.Join("  ", cells).TrimEnd());
            if (i == 0)
                text.AppendLine(rule);
        }

        int all = network.Parameters.Sum(parameter => parameter.Count);
        text.AppendLine(rule);
        text.AppendLine(
            CultureInfo.InvariantCulture, $"Trainable parameters: {Number(network.ParameterCount)} ({network.ParameterCount * 4 / 1024.0:0.0} KiB)");
        text.AppendLine(CultureInfo.InvariantCulture, $"Other parameters: {Number(all - network.ParameterCount)}");
        text.AppendLine(CultureInfo.InvariantCulture, $"Multiply-adds per image: {Number(network.MultiplyAdds)}");
        return text.ToString();
    }

    private static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
