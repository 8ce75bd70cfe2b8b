using System.Diagnostics;
using Digits.Comparison.Running;
using Digits.Data;

namespace Digits.Comparison.Reading;

/// <summary>A round reads every line once; the figure is the milliseconds of a line, on average.</summary>
internal sealed class ReadingMeasurement(ILines lines, Job job) : IMeasurement
{
    private readonly string[] _texts = [.. StringFolder.Load(job.Data).Strings.Take(job.Limit).Select(label => label.Text)];

    public string Library => lines.Library;

    public void WarmUp() => Round();

    public Answer Round()
    {
        int right = 0;
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < _texts.Length; i++)
            right += lines.Read(i) == _texts[i] ? 1 : 0;

        return new Answer { Figure = Stopwatch.GetElapsedTime(start).TotalMilliseconds / _texts.Length, Accuracy = (double)right / _texts.Length };
    }

    public Answer End() => Round();

    public void Dispose() => lines.Dispose();
}
