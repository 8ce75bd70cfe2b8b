using System.Text;
using Digits.Engine;
using Digits.Imaging;

namespace Digits.Data;

/// <summary>Numbers that a program writes, as a folder of pictures with labels: what the bundled lines network learned from, to look at.</summary>
public static class DrawnStrings
{
    /// <summary>The file with many of the pictures side by side.</summary>
    public const string SheetFile = "contact-sheet.png";

    /// <summary>Writes PNG pictures, a contact sheet and, last, <c>labels.tsv</c>. A picture is a function of the examples, the seed and its number.</summary>
    /// <param name="folder">The folder; made where it is missing. Pictures in it with the same names are replaced.</param>
    /// <param name="examples">Digits that people wrote, 28x28 and labeled, such as MNIST's training images.</param>
    /// <param name="count">How many pictures, at least 1.</param>
    /// <param name="seed">Chooses them.</param>
    /// <param name="threads">How many threads draw; 0 for one a processor.</param>
    /// <param name="progress">Is told after each picture how many were written; null for nobody.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="WorkFailedException">A file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The work was ended; there is no <c>labels.tsv</c> then.</exception>
    public static StringFolder Write(
        string folder, DigitSet examples, int count, ulong seed, int threads = 0, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        StringSynthesizer synthesizer = new(examples, seed);
        string format = new('0', Math.Max(4, $"{count}".Length));
        threads = threads == 0 ? Environment.ProcessorCount : threads;
        (string Label, GrayImage? Shown)[] written = OrderedWork.Run(
            [.. Enumerable.Range(0, count)],
            number =>
            {
                GrayImage picture = synthesizer.Picture((ulong)number, out byte[] symbols);
                string name = $"{(number + 1).ToString(format, System.Globalization.CultureInfo.InvariantCulture)}.png";
                Picture.Save(Path.Combine(folder, name), picture);
                string digits = string.Concat(symbols.Where(symbol => symbol < LineSymbols.Digits));
                return ($"{name}\t{digits}", number < StringSheet.Most ? picture : null);
            },
            threads,
            progress,
            cancellation);

        Picture.Save(Path.Combine(folder, SheetFile), StringSheet.Draw([.. written.Select(one => one.Shown).OfType<GrayImage>()]));
        string labels = string.Join('\n', written.Select(one => one.Label).Prepend("file\ttext")) + "\n";
        AtomicFile.Write(Path.Combine(folder, StringFolder.LabelsFile), stream => stream.Write(Encoding.UTF8.GetBytes(labels)));
        return StringFolder.Load(folder);
    }
}
