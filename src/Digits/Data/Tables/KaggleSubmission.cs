using System.Globalization;
using System.Text;
using Digits.Engine;

namespace Digits.Data;

/// <summary>The answers that Kaggle's Digit Recognizer takes: a line <c>ImageId,Label</c>, then one for each image, numbered from 1.</summary>
public static class KaggleSubmission
{
    /// <summary>Writes predictions, whole or not at all.</summary>
    /// <param name="path">The CSV file.</param>
    /// <param name="predicted">The class of each image, <c>[N]</c>, in the set's order.</param>
    /// <param name="labelNames">The names of the classes, <c>[K]</c>.</param>
    /// <exception cref="DigitsException">The file cannot be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> predicted, IReadOnlyList<string> labelNames)
    {
        ArgumentNullException.ThrowIfNull(labelNames);
        StringBuilder text = new("ImageId,Label\n");
        for (int i = 0; i < predicted.Length; i++)
            text.Append(CultureInfo.InvariantCulture, $"{i + 1},{labelNames[predicted[i]]}\n");
        byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }
}
