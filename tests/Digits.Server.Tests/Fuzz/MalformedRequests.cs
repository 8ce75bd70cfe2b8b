using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Digits.Imaging;

namespace Digits.Server.Tests.Fuzz;

/// <summary>Requests that are wrong in one way or another, and some that are right, by number.</summary>
internal static class MalformedRequests
{
    private const string Infer = "/v2/models/default/infer", Boundary = "limit";

    private static readonly byte[] _png = DrawnDigits.Picture("3");
    private static readonly byte[] _tiff = PlainTiff.Of(Small(), Small(), Small());
    private static readonly byte[] _manyPages = PlainTiff.Of(Enumerable.Repeat(new GrayImage(1, 1, [0]), 5000).ToArray());
    private static readonly byte[] _bomb = Bomb(20_000, 20_000), _lyingBomb = Bomb(int.MaxValue, int.MaxValue);

    private static readonly byte[] _json = Encoding.UTF8.GetBytes(
        $"{{\"id\": \"x\", \"parameters\": {{\"binary_data_output\": false}}, \"inputs\": [{{\"name\": \"images\", \"shape\": [1, 784], \"datatype\": \"FP32\", \"data\": {JsonSerializer.Serialize(DrawnDigits.Pixels(1))}}}], "
        + "\"outputs\": [{\"name\": \"probabilities\", \"parameters\": {\"classification\": 2}}]}");

    private static readonly byte[] _binaryHead = Encoding.UTF8.GetBytes(
        "{\"inputs\": [{\"name\": \"images\", \"shape\": [1, 784], \"datatype\": \"FP32\", \"parameters\": {\"binary_data_size\": 3136}}], "
        + "\"outputs\": [{\"name\": \"probabilities\", \"parameters\": {\"binary_data\": true}}]}");

    private static readonly byte[] _images =
        Encoding.UTF8.GetBytes($"{{\"images\": [{JsonSerializer.Serialize(DrawnDigits.Pixels(2))}], \"model\": \"default\"}}");

    private static readonly byte[] _form =
    [
        .. Encoding.ASCII.GetBytes($"--{Boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n"),
        .. _png,
        .. Encoding.ASCII.GetBytes($"\r\n--{Boundary}\r\nContent-Disposition: form-data; name=\"remark\"\r\n\r\nhello\r\n--{Boundary}--\r\n"),
    ];

    /// <summary>A request.</summary>
    /// <param name="number">Which; the same number gives the same request.</param>
    internal static HttpRequestMessage Of(int number)
    {
        Random random = new(number);
        string picture = random.One("/v1/read", "/v1/classify", "/v1/read?mode=digit", "/v1/read?mode=line&min_confidence=0.5");
        HttpRequestMessage request = random.Next(11) switch
        {
            0 or 1 => Request(Infer, Mutation.Of(_json, random), "application/json"),
            2 or 3 => Binary(random),
            4 => Request(Infer, Encoding.UTF8.GetBytes(Shaped(random)), "application/json"),
            5 or 6 => Request("/v1/classify", Mutation.Of(_images, random), "application/json"),
            7 => Request(picture, Mutation.Of(random.One(_png, _tiff), random),
                random.One("image/png", "image/tiff", "application/octet-stream", "text/plain")),
            8 => Request(picture, Mutation.Of(_form, random),
                $"multipart/form-data; boundary={random.One(Boundary, Boundary, Boundary, "\"limit\"", "x", "", "\"", new string('b', 200))}"),
            9 => Odd(random, picture),
            _ => Elsewhere(random),
        };
        if (random.Next(6) == 0)
            Header(request, random);
        return request;
    }

    private static HttpRequestMessage Binary(Random random)
    {
        byte[] head = random.Next(2) == 0 ? _binaryHead : Mutation.Of(_binaryHead, random);
        byte[] tensor = new byte[random.One(3136, 3136, 3136, 784, 6272, 0, 1, 3135)];
        if (random.Next(2) == 0)
            random.NextBytes(tensor);
        HttpRequestMessage request = Request(Infer, [.. head, .. tensor], "application/octet-stream");
        string length = random.Next(3) == 0 ? random.One("-1", "x", "", "0", "999999999999", "1e3", $"{random.Next(2 * head.Length)}") : $"{head.Length}";
        request.Headers.TryAddWithoutValidation("Inference-Header-Content-Length", length);
        return request;
    }

    /// <summary>Dimensions whose products overflow, and names and types that do not exist.</summary>
    private static string Shaped(Random random)
    {
        string Size() => random.One("1", "784", "28", "0", "-1", "2147483647", "4294967296", "5482117", "9223372036854775807", "-9223372036854775808", "1e3",
            "0.5", "null", "[]");
        string shape = string.Join(", ", Enumerable.Range(0, random.Next(10)).Select(_ => Size()));
        string type = random.One("FP32", "FP64", "UINT8", "INT64", "BYTES", "BOOL", "", "\\u0000");
        string data = random.One("[]", "[[]]", "[0]", "0", "null", "{}", "[NaN]", "[1e999]", "[-Infinity]",
            $"[{string.Join(',', Enumerable.Repeat("1e39", 784))}]");
        return $"{{\"inputs\": [{{\"name\": \"images\", \"shape\": [{shape}], \"datatype\": \"{type}\", \"data\": {data}}}]}}";
    }

    /// <summary>Bombs, depth, keys that come twice, text that is no UTF-8, and very long words.</summary>
    private static HttpRequestMessage Odd(Random random, string picture)
    {
        string json = random.One(Infer, "/v1/classify");
        const string Json = "application/json";
        string depth = new(random.One('[', '{'), random.One(10, 100, 100_000));
        return random.Next(13) switch
        {
            0 => Request(picture, _bomb, "image/png"),
            1 => Request(picture, _lyingBomb, "image/png"),
            2 => Request(picture, _manyPages[..^random.Next(2)], "image/tiff"),
            3 => Request(picture, [0x1F, 0x8B, 8, 0, .. new byte[1000]], "application/gzip"),
            4 => Request(picture, [.. "PK\u0003\u0004"u8, .. new byte[1000]], "application/zip"),
            5 => Request(json, Encoding.ASCII.GetBytes(depth), Json),
            6 => Request(json, Encoding.ASCII.GetBytes($"{{\"x\": {depth}"), Json),
            7 => Request(json, Encoding.ASCII.GetBytes($"{{\"inputs\": [{{\"name\": \"images\", \"data\": {depth}"), Json),
            8 => Request(json, Encoding.ASCII.GetBytes($"{{\"images\": [{string.Join(',', Enumerable.Repeat("[]", 50_000))}]}}"), Json),
            9 => Request(json, [.. "{\"id\": \""u8, 0xC3, 0x28, .. "\", \"model\": \""u8, 0xFF, .. "\"}"u8], Json),
            10 => Request(json, Encoding.ASCII.GetBytes($"{{\"id\": \"{new string('a', 300_000)}\", \"model\": \"{new string('m', 300_000)}\"}}"), Json),
            11 => Request(json, Encoding.ASCII.GetBytes($"{{{string.Join(',', Enumerable.Repeat("\"inputs\": [], \"id\": \"x\", \"images\": []", 200))}}}"),
                Json),
            _ => Request(json, Encoding.ASCII.GetBytes($"{{\"inputs\": [{string.Join(',', Enumerable.Repeat("{}", 500))}]}}"), Json),
        };
    }

    private static HttpRequestMessage Elsewhere(Random random)
    {
        string path = random.One(
            "/v1/read?mode=%00", "/v1/read?min_confidence=NaN", "/v1/read?min_confidence=1e999", "/v1/read?model=../../etc", "/v1/classify?model=%FF%FE",
            "/v1/models?x=" + new string('y', 5000),
            "/v2/models/%00", "/v2/models/..%2f..", "/v2/models/default/versions/%F0%28/infer", "/v2/models/" + new string('m', 4000) + "/infer",
            "/v2/models//infer", "/v2/health/x", "/v1", "/%2e%2e/", "/nosuch");
        string method = random.One("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE");
        HttpRequestMessage request = new(new HttpMethod(method), path);
        if (method is "POST" or "PUT" or "PATCH")
            request.Content = new ByteArrayContent(_png);
        return request;
    }

    private static void Header(HttpRequestMessage request, Random random)
    {
        (string name, string value) = random.One(
            ("Content-Encoding", "gzip"), ("Content-Encoding", "identity"), ("Content-Type", "application/json; charset=utf-16"), ("Content-Type", ";;;"),
            ("Content-Type", "multipart/form-data"),
            ("Content-Type", "json"), ("Accept", "nonsense/"), ("Expect", "100-continue"), ("X-API-Key", new string('k', 5000)), ("Authorization", "Bearer"),
            ("Range", "bytes=9-1"), ("Cookie", new string(';', 3000)));
        if (!name.StartsWith("Content", StringComparison.Ordinal))
        {
            request.Headers.TryAddWithoutValidation(name, value);
            return;
        }

        request.Content?.Headers.Remove(name);
        request.Content?.Headers.TryAddWithoutValidation(name, value);
    }

    private static HttpRequestMessage Request(string path, byte[] body, string type)
    {
        HttpRequestMessage request = new(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        return request;
    }

    private static GrayImage Small() => new(20, 20, [.. Enumerable.Range(0, 400).Select(i => (byte)(i % 20 is > 8 and < 12 ? 0 : 255))]);

    /// <summary>A PNG of a few kilobytes that says that it is huge.</summary>
    private static byte[] Bomb(int width, int height)
    {
        using MemoryStream data = new();
        using (ZLibStream zip = new(data, CompressionLevel.SmallestSize, leaveOpen: true))
            zip.Write(new byte[4_000_000]);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        return [.. "\u0089PNG\r\n\u001A\n".Select(c => (byte)c), .. Chunk("IHDR", header), .. Chunk("IDAT", data.ToArray()), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string name, byte[] data)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. data];
        byte[] chunk = [0, 0, 0, 0, .. named, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(^4), Crc(named));
        return chunk;
    }

    /// <summary>The checksum of PNG.</summary>
    private static uint Crc(byte[] bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte one in bytes)
        {
            crc ^= one;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
        }

        return ~crc;
    }
}
