using Digits.Data;
using Digits.Imaging;

namespace Digits.EndToEnd.Tests.Support;

/// <summary>Pictures of digits of the small set side by side, dark on bright, with their labels.</summary>
internal static class StringSet
{
    private const int Side = 28;
    private const int Margin = 12;

    /// <summary>Writes a picture of some digits of a set.</summary>
    /// <returns>What it says.</returns>
    internal static string Write(string path, DigitSet digits, params int[] indices)
    {
        int width = (indices.Length * Side) + (2 * Margin);
        int height = Side + (2 * Margin);
        byte[] page = [.. Enumerable.Repeat((byte)245, width * height)];
        for (int i = 0; i < indices.Length; i++)
        {
            for (int pixel = 0; pixel < Side * Side; pixel++)
                page[((Margin + (pixel / Side)) * width) + Margin + (i * Side) + (pixel % Side)] -= (byte)(digits.Image(indices[i])[pixel] * 0.9);
        }

        Picture.Save(path, new GrayImage(width, height, page));
        return string.Concat(indices.Select(index => digits.Labels[index]));
    }

    /// <summary>Writes a folder of strings of one to three digits, with <c>labels.tsv</c>.</summary>
    internal static void WriteFolder(TempFolder folder, string name, DigitSet digits, int count)
    {
        Directory.CreateDirectory(folder[name]);
        List<string> labels = ["file\ttext"];
        for (int i = 0; i < count; i++)
        {
            string text = Write(folder[$"{name}/{i}.png"], digits, [.. Enumerable.Range(0, 1 + (i % 3)).Select(place => (7 * i) + place)]);
            labels.Add($"{i}.png\t{text}");
        }

        File.WriteAllLines(folder[$"{name}/{StringFolder.LabelsFile}"], labels);
    }
}
