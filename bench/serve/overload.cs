#:project ../../src/Digits.Cli/Digits.Cli.csproj
#:property PublishAot=false

// digits serve under several times the load that it can bear: starts it, finds how many requests of one image it answers a second, then sends a multiple of
// that whatever comes back. Every answer has to be 200 or 503, and the server has to be as quick as before at once when the load ends.
//   dotnet run -c Release bench/serve/overload.cs -- [--seconds 60] [--times 4] [--connections 2000] [--find 5]
// Latencies are from when a request was due, not from when it could be sent. Client and server share the machine; run it on one that does nothing else.

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

const int ClosedConnections = 128, Probes = 300;
int seconds = Option("--seconds", 60), times = Option("--times", 4), connections = Option("--connections", 2000), find = Option("--find", 5);
string pixels = string.Join(',', Enumerable.Range(0, 784).Select(i => i % 28 is > 12 and < 16 ? 1 : 0));
string json = $"{{\"inputs\":[{{\"name\":\"images\",\"shape\":[1,784],\"datatype\":\"FP32\",\"data\":[{pixels}]}}]}}";
byte[] request = Encoding.ASCII.GetBytes(
    $"POST /v2/models/default/infer HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: {json.Length}\r\n\r\n{json}");

using Process server = Process.Start(new ProcessStartInfo("dotnet",
    ["exec", Path.Combine(AppContext.BaseDirectory, "Digits.Cli.dll"), "serve", "--port", "0"]) { RedirectStandardError = true })!;
// An interrupt reaches the server as well; whatever else happens, it does not outlive this.
try
{
    int port = await Port();
    await Closed(port, TimeSpan.FromSeconds(2));
    double capacity = await Closed(port, TimeSpan.FromSeconds(find)) / (double)find;
    double before = await Probe(port, Probes, TimeSpan.FromMinutes(1));
    long idle = Kilobytes("VmRSS");
    Console.Error.WriteLine($"{capacity:N0} requests a second; {seconds} s of {times * capacity:N0}");

    ConcurrentDictionary<int, int> statuses = [];
    ConcurrentBag<double> latencies = [];
    (int due, int held, double took, Task drained) = await Open(port, times * capacity, statuses, latencies);
    double after = await Probe(port, int.MaxValue, TimeSpan.FromSeconds(1));
    await drained;
    double[] sorted = [.. latencies.Order()];
    int answered = statuses.Values.Sum();

    Console.WriteLine($"""
        |  |  |
        |---|---|
        | capacity, {ClosedConnections} connections | {capacity:N0} requests/s |
        | load | {due / took:N0} requests/s for {took:0} s, {times} times that |
        | not sent, since {connections:N0} waited for answers | {held:N0} |
        | answered | {answered:N0}, {answered / took:N0} a second |
        | by status | {string.Join(", ", statuses.OrderBy(one => one.Key).Select(one => $"{(one.Key == 0 ? "broken" : one.Key)}: {one.Value:N0}"))} |
        | 200 a second | {statuses.GetValueOrDefault(200) / took:N0} |
        | latency of the 200s, ms | median {At(sorted, 0.5):0.0}, 95 % {At(sorted, 0.95):0.0}, 99 % {At(sorted, 0.99):0.0}, most {At(sorted, 1):0.0} |
        | memory of the server, MB | {idle / 1024} before, {Kilobytes("VmHWM") / 1024} at most, {Kilobytes("VmRSS") / 1024} after |
        | median latency of one client, ms | {before:0.00} before, {after:0.00} in the first second after |
        """);
    bool isSound = statuses.Keys.All(status => status is 200 or 503) && !server.HasExited;
    Console.WriteLine(isSound ? "Every answer is 200 or 503." : "There are answers other than 200 and 503.");
    return isSound ? 0 : 1;
}
finally
{
    End();
}

int Option(string name, int otherwise) => Array.IndexOf(args, name) is var at and >= 0 ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;

void End()
{
    if (!server.HasExited)
        server.Kill(entireProcessTree: true);
}

async Task<int> Port()
{
    TaskCompletionSource<int> port = new(TaskCreationOptions.RunContinuationsAsynchronously);
    server.ErrorDataReceived += (_, e) =>
    {
        int at = e.Data?.IndexOf("http://localhost:", StringComparison.Ordinal) ?? -1;
        if (at >= 0)
            port.TrySetResult(new Uri(e.Data![at..].Split(' ')[0]).Port);
    };
    server.BeginErrorReadLine();
    return await port.Task.WaitAsync(TimeSpan.FromSeconds(60));
}

// A few clients ask again as soon as they are answered.
async Task<int> Closed(int port, TimeSpan time)
{
    int all = 0;
    Stopwatch clock = Stopwatch.StartNew();
    await Task.WhenAll(Enumerable.Range(0, ClosedConnections).Select(_ => Task.Run(async () =>
    {
        using Socket socket = await Connect(port);
        byte[] buffer = new byte[4096];
        while (clock.Elapsed < time)
        {
            if (await Ask(socket, buffer) == 200)
                Interlocked.Increment(ref all);
        }
    })));
    return all;
}

// One client asks again and again: the median of its latencies in milliseconds. Busy answers are not counted.
async Task<double> Probe(int port, int most, TimeSpan time)
{
    using Socket socket = await Connect(port);
    byte[] buffer = new byte[4096];
    List<double> latencies = [];
    for (Stopwatch clock = Stopwatch.StartNew(); latencies.Count < most && clock.Elapsed < time;)
    {
        long start = Stopwatch.GetTimestamp();
        if (await Ask(socket, buffer) == 200)
            latencies.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    return At([.. latencies.Order()], 0.5);
}

// Requests become due at a rate, whether or not others are answered; what finds no free connection is held back and counted.
async Task<(int Due, int Held, double Took, Task Drained)> Open(int port, double rate, ConcurrentDictionary<int, int> statuses, ConcurrentBag<double> latencies)
{
    Channel<long> tickets = Channel.CreateUnbounded<long>();
    int outstanding = 0;
    Socket[] sockets = new Socket[connections];
    for (int i = 0; i < connections; i++)
        sockets[i] = await Connect(port);
    Task drained = Task.WhenAll(sockets.Select(socket => Task.Run(async () =>
    {
        byte[] buffer = new byte[4096];
        await foreach (long due in tickets.Reader.ReadAllAsync())
        {
            int status = await Ask(socket, buffer);
            statuses.AddOrUpdate(status, 1, (_, count) => count + 1);
            if (status == 200)
                latencies.Add(Stopwatch.GetElapsedTime(due).TotalMilliseconds);
            if (status == 0)
                socket = await Again(socket, port);
            Interlocked.Decrement(ref outstanding);
        }

        socket.Dispose();
    })));
    int due = 0, held = 0;
    Stopwatch clock = Stopwatch.StartNew();
    while (clock.Elapsed.TotalSeconds < seconds)
    {
        for (long until = (long)(rate * clock.Elapsed.TotalSeconds); due < until; due++)
        {
            if (Interlocked.Increment(ref outstanding) <= connections)
            {
                tickets.Writer.TryWrite(Stopwatch.GetTimestamp());
                continue;
            }

            Interlocked.Decrement(ref outstanding);
            held++;
        }

        await Task.Delay(1);
    }

    tickets.Writer.Complete();
    return (due, held, clock.Elapsed.TotalSeconds, drained);
}

static async Task<Socket> Connect(int port)
{
    Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    await socket.ConnectAsync(IPAddress.Loopback, port);
    return socket;
}

static Task<Socket> Again(Socket broken, int port)
{
    broken.Dispose();
    return Connect(port);
}

// Sends the request and reads the answer: its status, or 0 where the connection broke.
async Task<int> Ask(Socket socket, byte[] buffer)
{
    try
    {
        await socket.SendAsync(request);
        for (int have = 0; have < buffer.Length;)
        {
            int read = await socket.ReceiveAsync(buffer.AsMemory(have));
            if (read == 0)
                return 0;
            have += read;
            string text = Encoding.ASCII.GetString(buffer, 0, have);
            int body = text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
            if (body >= 4 && IsWhole(text, body))
                return int.Parse(text.AsSpan(9, 3), CultureInfo.InvariantCulture);
        }
    }
    catch (SocketException)
    {
        // Counted by whoever asked.
    }

    return 0;
}

// Answers have a length, or end with an empty chunk.
static bool IsWhole(string text, int body)
{
    const string Length = "Content-Length: ";
    int at = text.IndexOf(Length, 0, body, StringComparison.OrdinalIgnoreCase);
    if (at < 0)
        return text.EndsWith("\r\n0\r\n\r\n", StringComparison.Ordinal);
    int end = text.IndexOf('\r', at);
    return text.Length - body >= int.Parse(text.AsSpan(at + Length.Length, end - at - Length.Length), CultureInfo.InvariantCulture);
}

long Kilobytes(string key) => File.ReadLines($"/proc/{server.Id}/status").Where(line => line.StartsWith($"{key}:", StringComparison.Ordinal))
    .Select(line => long.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)).First();

static double At(double[] sorted, double part) => sorted.Length == 0 ? double.NaN : sorted[(int)Math.Min(sorted.Length - 1, part * sorted.Length)];
