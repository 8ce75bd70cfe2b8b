using Digits.Comparison.Running;
using Digits.Data;
using Digits.Imaging;
using Digits.Reading;

namespace Digits.Comparison.Reading;

/// <summary>The reader in line mode; it starts from the gray picture.</summary>
internal sealed class DigitsLines : ILines
{
    private readonly ReadOptions _line;
    private readonly GrayImage[] _pictures;

    public DigitsLines(Job job)
    {
        _line = new ReadOptions { Mode = ReadMode.Line, Threads = job.Threads };
        _pictures = [.. StringFolder.Load(job.Data).Strings.Take(job.Limit).Select(label => Picture.Load(label.Path))];
    }

    public string Library => Versions.Digits;

    public string Read(int index) => DigitReader.Default.Read(_pictures[index], options: _line).Text.ReplaceLineEndings("");

    public void Dispose()
    {
        // Nothing of it is to be freed.
    }
}
