using System.Text;
using Digits.Cli.Json;
using Digits.Engine;

namespace Digits.Cli;

/// <summary>A table of measured speeds.</summary>
internal static class BenchTable
{
    private const string None = "–";

    internal static string Describe(IReadOnlyList<BenchDocument> runs)
    {
        List<string[]> rows =
        [
            ["", "", "peak", "training", "", "", "inference", "", "", "one image", "", "allocated"],
            ["batch", "threads", "GFLOP/s", "images/s", "GFLOP/s", "of peak", "images/s", "GFLOP/s", "of peak", "p50 µs", "p99 µs", "bytes/step"],
            .. runs.Select(Row),
        ];
        StringBuilder text = new();
        text.AppendLine($"{runs[0].Model}, {runs[0].Variant}").AppendLine();
        text.Append(TextTable.Format(rows)).AppendLine();
        text.AppendLine("GFLOP/s count every convolution as direct; the peak is of multiply-adds alone, measured in between.");
        text.AppendLine($"Peak memory of the process: {runs.Max(run => run.PeakMemoryMb):N0} MB");
        return text.ToString();
    }

    private static string[] Row(BenchDocument run) =>
    [
        $"{run.BatchSize}",
        $"{run.Threads}",
        $"{run.PeakGflops:N1}",
        .. Cells(run.Training),
        .. Cells(run.Inference),
        $"{run.LatencyUs.P50:N1}",
        $"{run.LatencyUs.P99:N1}",
        $"{run.AllocatedBytesPerStep}",
    ];

    private static string[] Cells(Throughput? speed) =>
        speed is null ? [None, None, None] : [$"{speed.ImagesPerSecond:N0}", $"{speed.Gflops:N1}", Figures.Share(speed.ShareOfPeak, 1)];
}
