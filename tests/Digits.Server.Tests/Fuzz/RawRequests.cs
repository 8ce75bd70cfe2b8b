using System.Text;

namespace Digits.Server.Tests.Fuzz;

/// <summary>Bytes that are not quite HTTP, by number: what no client's library would send.</summary>
internal static class RawRequests
{
    private const string Post = "POST /v2/models/default/infer HTTP/1.1\r\nHost: a\r\n";

    private static readonly string[] _requests =
    [
        Post + "Content-Length: 5\r\nContent-Length: 6\r\n\r\n{}   ",
        Post + "Content-Length: -1\r\n\r\n{}",
        Post + "Content-Length: 99999999999999999999\r\n\r\n{}",
        Post + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        Post + "Content-Length: 1000\r\n\r\n{\"inputs\"",
        Post + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        Post + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n{}\r\n",
        Post + "Transfer-Encoding: chunked\r\n\r\n-2\r\n{}\r\n0\r\n\r\n",
        Post + "Transfer-Encoding: chunked\r\n\r\n2;a=b;c\r\n{}\r\n0\r\nTrailer: x\r\n\r\n",
        Post + "Transfer-Encoding: chunked\r\n\r\n5\r\n{}",
        Post + "Transfer-Encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        Post + "Transfer-Encoding: identity\r\n\r\n{}",
        Post + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n{}",
        Post + "Inference-Header-Content-Length: 1\r\nInference-Header-Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}",
        Post + "no colon here\r\n\r\n",
        Post + " folded: x\r\n\r\n",
        Post + "X: " + new string('x', 40_000) + "\r\n\r\n",
        Post + string.Concat(Enumerable.Range(0, 300).Select(i => $"X{i}: y\r\n")) + "\r\n",
        "GET /v1/models HTTP/1.1\r\n\r\n",
        "GET /v1/models HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /v1/models HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET /v1/models HTTP/1.1\r\nHost: a\r\n\r\nGET /v2 HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET http://other/v1/models HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET * HTTP/1.1\r\nHost: a\r\n\r\n",
        "CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /" + new string('p', 10_000) + " HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /v1/\u0000models HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /v1/models HTTP/1.0\r\n\r\n",
        "GET /v1/models\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000",
        "\r\n\r\n\r\n\r\n",
        "",
    ];

    /// <summary>What is sent.</summary>
    /// <param name="number">Which; the same number gives the same bytes.</param>
    internal static byte[] Of(int number)
    {
        Random random = new(number);
        byte[] request = Encoding.Latin1.GetBytes(random.One(_requests));
        return random.Next(2) == 0 ? request : Mutation.Of(request, random);
    }
}
