using System.Globalization;
using System.Text;

namespace Digits.Server.Tests;

/// <summary>Reads answers from a stream as they are.</summary>
internal static class RawHttp
{
    /// <summary>An answer with a length: its first line, headers and body.</summary>
    internal static async Task<(string Status, Dictionary<string, string> Headers, byte[] Body)> Answer(Stream stream)
    {
        List<byte> head = [];
        byte[] one = new byte[1];
        while (head.Count < 4 || Encoding.ASCII.GetString([.. head[^4..]]) != "\r\n\r\n")
        {
            await stream.ReadExactlyAsync(one);
            head.Add(one[0]);
        }

        string[] lines = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Dictionary<string, string> headers = lines[1..].Select(line => line.Split(": ", 2)).ToDictionary(line => line[0], line => line[1], StringComparer.OrdinalIgnoreCase);
        byte[] body = new byte[int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body);
        return (lines[0], headers, body);
    }
}
