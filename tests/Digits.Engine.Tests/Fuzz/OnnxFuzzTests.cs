using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Digits.Engine.Tests.Golden;
using Xunit.Abstractions;

namespace Digits.Engine.Tests.Fuzz;

/// <summary>Damaged model files; the variable DIGITS_FUZZ says how many, such as 1000000. They begin with the golden models and those of DIGITS_DATA.</summary>
public sealed class OnnxFuzzTests(ITestOutputHelper log)
{
    private const long Megabyte = 1 << 20;

    private static readonly int _count = int.Parse(Environment.GetEnvironmentVariable("DIGITS_FUZZ") ?? "2000", CultureInfo.InvariantCulture);

    [Fact]
    public void A_damaged_model_loads_or_is_refused_in_one_line()
    {
        (byte[] Bytes, int[] Places)[] seeds =
            [.. Seeds().Select(File.ReadAllBytes).Where(bytes => bytes.Length < Megabyte).Select(bytes => (bytes, PlacesOfText(bytes)))];
        ConcurrentDictionary<bool, int> loaded = [];
        Stopwatch clock = Stopwatch.StartNew();
        long slowest = 0;
        Parallel.For(0, _count, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i =>
        {
            Random random = new(i);
            byte[] bytes = Damage(random, seeds);
            Stopwatch one = Stopwatch.StartNew();
            loaded.AddOrUpdate(Loads(bytes, i), 1, (_, count) => count + 1);
            InterlockedMax(ref slowest, one.ElapsedMilliseconds);
        });

        using Process process = Process.GetCurrentProcess();
        log.WriteLine(
            $"{_count:N0} files in {clock.Elapsed.TotalSeconds:0} s: {loaded.GetValueOrDefault(true):N0} loaded, {loaded.GetValueOrDefault(false):N0} refused; "
            + $"the slowest took {slowest} ms; at most {process.PeakWorkingSet64 / Megabyte} MB");
        process.PeakWorkingSet64.ShouldBeLessThan(4096 * Megabyte);
    }

    private static bool Loads(byte[] bytes, int number)
    {
        try
        {
            OnnxModel.Read(bytes);
            return true;
        }
        catch (DigitsException e)
        {
            e.Message.ShouldNotContain('\n', $"file {number}");
            e.Message.Length.ShouldBeLessThan(2000, $"file {number}");
            return false;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"File {number}: {e.GetType().Name}: {e.Message}\n{e.StackTrace}", e);
        }
    }

    private static IEnumerable<string> Seeds()
    {
        IEnumerable<string> golden = new[] { OperatorTests.Folder, OnnxLayersTests.Folder }.SelectMany(folder => Directory.EnumerateFiles(folder, "*.onnx"));
        string? data = Environment.GetEnvironmentVariable("DIGITS_DATA");
        return golden.Concat(data is not null && Directory.Exists(Path.Combine(data, "cases"))
            ? Directory.EnumerateFiles(Path.Combine(data, "cases"), "*.onnx", SearchOption.AllDirectories)
            : []).Order(StringComparer.Ordinal);
    }

    /// <summary>Changed bytes, numbers, runs and ends. Weights are most of a file, so most changes are aimed at the rest of it.</summary>
    private static byte[] Damage(Random random, (byte[] Bytes, int[] Places)[] seeds)
    {
        (byte[] seed, int[] places) = seeds[random.Next(seeds.Length)];
        List<byte> bytes = [.. seed];
        for (int changes = random.Next(1, 5); changes > 0 && bytes.Count > 4; changes--)
        {
            int place = Math.Min(bytes.Count - 2, places.Length > 0 && random.Next(4) > 0 ? places[random.Next(places.Length)] : random.Next(bytes.Count));
            switch (random.Next(8))
            {
                case 0: bytes[place] = (byte)random.Next(256); break;
                case 1: bytes[place] ^= (byte)(1 << random.Next(8)); break;
                case 2: bytes[place] = (byte)random.Next(16); break;
                case 3: bytes[place] = bytes[random.Next(bytes.Count)]; break;
                case 4: bytes[place] = (byte)(random.Next(2) == 0 ? 0xFF : 0x7F); break;
                case 5: bytes.RemoveRange(place, Math.Min(random.Next(1, 4), bytes.Count - place - 1)); break;
                case 6: bytes.InsertRange(place, bytes.GetRange(random.Next(bytes.Count - 1), 1)); break;
                default: Swap(bytes, place, Math.Min(places.Length > 0 ? places[random.Next(places.Length)] : 0, bytes.Count - 1)); break;
            }
        }

        return random.Next(16) == 0 ? [.. bytes.GetRange(0, random.Next(bytes.Count))] : [.. bytes];
    }

    /// <summary>Near letters there are names, and near names the numbers of the graph.</summary>
    private static int[] PlacesOfText(byte[] bytes) => [.. Enumerable.Range(0, bytes.Length).Where(place =>
    {
        int letters = 0;
        for (int i = Math.Max(0, place - 4); i < Math.Min(bytes.Length, place + 5); i++)
            letters += char.IsAsciiLetter((char)bytes[i]) ? 1 : 0;

        return letters >= 4;
    })];

    private static void Swap(List<byte> bytes, int a, int b) => (bytes[a], bytes[b]) = (bytes[b], bytes[a]);

    private static void InterlockedMax(ref long place, long value)
    {
        for (long known = Interlocked.Read(ref place); value > known; known = Interlocked.Read(ref place))
            Interlocked.CompareExchange(ref place, value, known);
    }
}
