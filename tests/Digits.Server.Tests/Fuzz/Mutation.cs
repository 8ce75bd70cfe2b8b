using System.Text;

namespace Digits.Server.Tests.Fuzz;

/// <summary>Changes bytes as damage and malice do.</summary>
internal static class Mutation
{
    private static readonly byte[][] _pieces =
    [
        .. new[]
        {
            "[", "]", "{", "}", "-1", "1e400", "NaN", "Infinity", "null", "\"", "\\u0000", "\\ud800", ",", ":", "9223372036854775808", "2147483647", "true",
            "\"id\": 1,", "\"inputs\": [],", "\"shape\": [2147483647, 784],", "\r\n", "--", "é",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0, 0, 0, 0],
    ];

    /// <summary>None to four changes; most are near the ends, since the middle of a body is numbers or pixels.</summary>
    internal static byte[] Of(ReadOnlySpan<byte> whole, Random random)
    {
        List<byte> body = [.. whole];
        for (int changes = random.Next(5); changes > 0 && body.Count > 0; changes--)
        {
            int near = Math.Min(body.Count, 160);
            int at = random.Next(3) switch { 0 => random.Next(body.Count), 1 => random.Next(near), _ => body.Count - 1 - random.Next(near) };
            switch (random.Next(4))
            {
                case 0:
                    body.RemoveRange(at, Math.Min(body.Count - at, 1 + random.Next(12)));
                    break;
                case 1:
                    body[at] = (byte)random.Next(256);
                    break;
                case 2 when random.Next(8) == 0:
                    body.RemoveRange(at, body.Count - at);
                    break;
                default:
                    body.InsertRange(at, _pieces[random.Next(_pieces.Length)]);
                    break;
            }
        }

        return [.. body];
    }

    internal static T One<T>(this Random random, params ReadOnlySpan<T> of) => of[random.Next(of.Length)];
}
