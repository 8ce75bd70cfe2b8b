using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Digits.Reading;

namespace Digits.Server.Tests.Protocol;

/// <summary>The inference protocol, rule by rule, and a request as Triton's client for Python writes it.</summary>
public sealed class V2ProtocolTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string HeaderLength = "Inference-Header-Content-Length";

    public static TheoryData<string> Rules => [.. V2Rules.All.Select(rule => rule.ToString())];

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task The_protocol_is_kept(string name)
    {
        V2Rule rule = V2Rules.All.Single(rule => rule.ToString() == name);
        string version = shared.Version;
        using HttpRequestMessage request =
            new(rule.Json is null ? HttpMethod.Get : HttpMethod.Post, $"/v2{rule.Path.Replace("VERSION", version, StringComparison.Ordinal)}");
        if (rule.Json is not null)
            Fill(request, rule);
        using HttpResponseMessage response = await shared.Server.Client.SendAsync(request);
        byte[] answer = await response.Content.ReadAsByteArrayAsync();
        string text = Encoding.UTF8.GetString(answer);
        ((int)response.StatusCode).ShouldBe(rule.Status, text);
        response.Content.Headers.ContentLength.ShouldNotBeNull();
        if (rule.Error is not null)
        {
            response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
            JsonElement error = JsonSerializer.Deserialize<JsonElement>(answer);
            error.EnumerateObject().Select(part => part.Name).ShouldBe(["error"]);
            string says = error.GetProperty("error").GetString()!;
            says.ShouldContain(rule.Error.Replace("VERSION", version, StringComparison.Ordinal));
            says.ShouldNotContain('\n');
            return;
        }

        if (rule.Has.Count == 0 && rule.Values is null)
        {
            answer.ShouldBeEmpty();
            return;
        }

        response.Content.Headers.ContentType!.MediaType.ShouldBe(rule.Bytes > 0 ? "application/octet-stream" : "application/json");
        response.Headers.Contains(HeaderLength).ShouldBe(rule.Bytes > 0);
        JsonElement document = JsonSerializer.Deserialize<JsonElement>(answer.AsSpan(0, answer.Length - rule.Bytes));
        if (rule.Bytes > 0)
            response.Headers.GetValues(HeaderLength).Single().ShouldBe($"{answer.Length - rule.Bytes}");
        foreach ((string part, string? value) in rule.Has)
            Part(document, part).ShouldBe(value?.Replace("VERSION", version, StringComparison.Ordinal), $"{part} of {text}");
        if (rule.Values is { } values)
            Values(document.GetProperty("outputs")[0], answer.AsSpan(answer.Length - rule.Bytes)).Length.ShouldBe(values);
    }

    /// <summary>
    /// The bytes of tritonclient.http: a compact JSON with the sizes of what follows, no content type, and the header with the length of the JSON; its reader
    /// takes the answer's tensors by <c>binary_data_size</c>, one after another.
    /// </summary>
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task Tritons_client_is_answered_byte_by_byte(int classes)
    {
        byte[] tensor = V2Rules.Floats(2);
        string parameters = classes == 0 ? "\"binary_data\":true" : $"\"classification\":{classes},\"binary_data\":true";
        byte[] json = Encoding.UTF8.GetBytes(
            "{\"id\":\"42\",\"inputs\":[{\"name\":\"images\",\"shape\":[2,1,28,28],\"datatype\":\"FP32\",\"parameters\":{\"binary_data_size\":6272}}],"
            + $"\"outputs\":[{{\"name\":\"probabilities\",\"parameters\":{{{parameters}}}}}]}}");
        byte[] head = Encoding.ASCII.GetBytes(
            $"POST /v2/models/default/infer HTTP/1.1\r\nHost: 127.0.0.1:{shared.Server.Port}\r\nConnection: keep-alive\r\n"
            + $"{HeaderLength}: {json.Length}\r\nContent-Length: {json.Length + tensor.Length}\r\n\r\n");
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, shared.Server.Port);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync((byte[])[.. head, .. json, .. tensor]);

        (string status, Dictionary<string, string> headers, byte[] body) = await RawHttp.Answer(stream);
        status.ShouldBe("HTTP/1.1 200 OK");
        headers["Content-Type"].ShouldBe("application/octet-stream");
        int length = int.Parse(headers[HeaderLength], CultureInfo.InvariantCulture);
        JsonElement answer = JsonSerializer.Deserialize<JsonElement>(body.AsSpan(0, length));
        answer.GetProperty("id").GetString().ShouldBe("42");
        answer.GetProperty("model_version").GetString().ShouldBe(shared.Version);
        JsonElement output = answer.GetProperty("outputs")[0];
        output.GetProperty("name").GetString().ShouldBe("probabilities");
        int size = output.GetProperty("parameters").GetProperty("binary_data_size").GetInt32();
        body.Length.ShouldBe(length + size);

        float[] expected = new float[22];
        new Classifier(BundledModel.Load(), threads: 1).Probabilities(MemoryMarshal.Cast<byte, float>(tensor).ToArray(), expected);
        string[] values = Values(output, body.AsSpan(length));
        if (classes == 0)
        {
            output.GetProperty("datatype").GetString().ShouldBe("FP32");
            values.Select(value => float.Parse(value, CultureInfo.InvariantCulture)).ShouldBe(expected);
            return;
        }

        output.GetProperty("datatype").GetString().ShouldBe("BYTES");
        values.Length.ShouldBe(2 * classes);
        for (int image = 0; image < 2; image++)
        {
            int best = Enumerable.Range(0, 11).MaxBy(k => expected[(image * 11) + k]);
            string[] first = values[image * classes].Split(':');
            first[1..].ShouldBe([$"{best}", $"{best}"]);
            float.Parse(first[0], CultureInfo.InvariantCulture).ShouldBe(expected[(image * 11) + best], 1e-6f);
        }
    }

    private static void Fill(HttpRequestMessage request, V2Rule rule)
    {
        string Numbers(int count) =>
            string.Join(',', Enumerable.Range(0, count).SelectMany(DrawnDigits.Pixels).Select(pixel => (pixel / 255f).ToString(CultureInfo.InvariantCulture)));
        byte[] json = Encoding.UTF8.GetBytes(rule.Json!
            .Replace("[ONE]", $"[{Numbers(1)}]", StringComparison.Ordinal)
            .Replace("[TWO]", $"[{Numbers(2)}]", StringComparison.Ordinal)
            .Replace("[BYTES]", $"[{string.Join(',', DrawnDigits.Pixels(0))}]", StringComparison.Ordinal));
        request.Content = new ByteArrayContent([.. json, .. rule.Tensors]);
        string? length = rule.HeaderLength ?? (rule.Tensors.Length > 0 ? "LENGTH" : "");
        if (length.Length > 0)
            request.Headers.Add(HeaderLength, length == "LENGTH" ? $"{json.Length}" : length);
    }

    /// <summary>A part of a document as compact JSON; null where it is not there.</summary>
    private static string? Part(JsonElement document, string path)
    {
        foreach (string step in path.Split('.'))
        {
            if (document.ValueKind == JsonValueKind.Array)
            {
                int at = int.Parse(step, CultureInfo.InvariantCulture);
                if (at >= document.GetArrayLength())
                    return null;
                document = document[at];
            }
            else if (!document.TryGetProperty(step, out document))
            {
                return null;
            }
        }

        return document.GetRawText();
    }

    /// <summary>The numbers or texts of an output, from its JSON or from the bytes that follow.</summary>
    private static string[] Values(JsonElement output, ReadOnlySpan<byte> bytes)
    {
        if (output.TryGetProperty("data", out JsonElement data))
            return [.. data.EnumerateArray().Select(value => value.ToString())];
        List<string> values = [];
        while (!bytes.IsEmpty)
        {
            if (output.GetProperty("datatype").GetString() == "BYTES")
            {
                int length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
                values.Add(Encoding.UTF8.GetString(bytes[4..(4 + length)]));
                bytes = bytes[(4 + length)..];
            }
            else
            {
                values.Add(BinaryPrimitives.ReadSingleLittleEndian(bytes).ToString("R", CultureInfo.InvariantCulture));
                bytes = bytes[4..];
            }
        }

        return [.. values];
    }
}
