using System.Globalization;
using System.Text;

namespace Digits.Server.Tests;

/// <summary>Reads answers from a stream as they are.</summary>
internal static class RawHttp
{
    /// <summary>An answer: its first line, headers and body.</summary>
    internal static async Task<(string Status, Dictionary<string, string> Headers, byte[] Body)> Answer(Stream stream)
    {
        string head = await Until(stream, "\r\n\r\n");
        string[] lines = head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Dictionary<string, string> headers = lines[1..].Select(line => line.Split(": ", 2))
            .ToDictionary(line => line[0], line => line[1], StringComparer.OrdinalIgnoreCase);
        if (headers.ContainsKey("Transfer-Encoding"))
            return (lines[0], headers, await Chunks(stream));
        byte[] body = new byte[int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body);
        return (lines[0], headers, body);
    }

    private static async Task<byte[]> Chunks(Stream stream)
    {
        List<byte> body = [];
        while (int.Parse(await Until(stream, "\r\n"), NumberStyles.HexNumber, CultureInfo.InvariantCulture) is var length and > 0)
        {
            byte[] chunk = new byte[length];
            await stream.ReadExactlyAsync(chunk);
            body.AddRange(chunk);
            await Until(stream, "\r\n");
        }

        await Until(stream, "\r\n");
        return [.. body];
    }

    /// <summary>Reads text to a mark, which is left out.</summary>
    private static async Task<string> Until(Stream stream, string mark)
    {
        StringBuilder text = new();
        byte[] one = new byte[1];
        while (text.Length < mark.Length || text.ToString(text.Length - mark.Length, mark.Length) != mark)
        {
            await stream.ReadExactlyAsync(one);
            text.Append((char)one[0]);
        }

        return text.ToString(0, text.Length - mark.Length);
    }
}
