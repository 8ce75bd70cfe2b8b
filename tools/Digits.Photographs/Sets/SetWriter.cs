namespace Digits.Photographs;

/// <summary>Writes pictures and the two tables that say what is on them.</summary>
internal sealed class SetWriter(string folder)
{
    private readonly List<string> _labels = ["file\ttext\tkind"];
    private readonly List<string> _boxes = ["file\trow\tdigit\tx\ty\twidth\theight"];

    /// <summary>Makes and writes so many pictures.</summary>
    public void Write(int count, Func<int, string> kindOf, Func<int, Photograph> make)
    {
        Directory.CreateDirectory(folder);
        for (int i = 0; i < count; i++)
        {
            Add(i, kindOf(i), make(i));
            if ((i + 1) % 20 == 0 || i + 1 == count)
                Console.Error.WriteLine($"{i + 1} of {count}");
        }

        File.WriteAllLines(Path.Combine(folder, "labels.tsv"), _labels);
        File.WriteAllLines(Path.Combine(folder, "boxes.tsv"), _boxes);
    }

    private void Add(int number, string kind, Photograph photograph)
    {
        string file = $"{number:0000}-{kind}{photograph.Extension}";
        File.WriteAllBytes(Path.Combine(folder, file), photograph.File);
        _labels.Add($"{file}\t{photograph.Text}\t{kind}");
        _boxes.AddRange(photograph.Digits.Select(digit =>
            $"{file}\t{digit.Row}\t{digit.Digit}\t{digit.X}\t{digit.Y}\t{digit.Width}\t{digit.Height}"));
    }
}
