using System.Text;

namespace Digits.Data;

/// <summary>Collects the labels of a table: numbers, or words, whose classes come in ordinal order.</summary>
/// <param name="areWords">Whether they are words.</param>
internal sealed class TableLabels(bool areWords)
{
    private readonly Dictionary<string, byte> _words = new(StringComparer.Ordinal);
    private byte[] _labels = new byte[16];

    /// <summary>Number of labels.</summary>
    public int Count { get; private set; }

    /// <summary>Takes a label.</summary>
    /// <returns>Whether it is one.</returns>
    public bool TryAdd(ReadOnlySpan<byte> field)
    {
        byte label;
        if (areWords)
        {
            string word = Encoding.UTF8.GetString(field);
            if (word.Length is 0 or > 100 || (!_words.ContainsKey(word) && _words.Count == ClassNames.Most))
                return false;
            if (!_words.TryGetValue(word, out label))
                _words.Add(word, label = (byte)_words.Count);
        }
        else if (!TableNumber.TryParseLabel(field, out label))
        {
            return false;
        }

        Add(label);
        return true;
    }

    /// <summary>Takes a label that is a number.</summary>
    public void Add(byte label)
    {
        if (Count == _labels.Length)
            Array.Resize(ref _labels, 2 * Count);
        _labels[Count++] = label;
    }

    /// <summary>The set of images with these labels.</summary>
    public DigitSet Label(string name, int rows, int columns, byte[] pixels, string source)
    {
        byte[] labels = _labels[..Count];
        if (!areWords)
            return new DigitSet(name, rows, columns, pixels, labels) { Source = source };
        string[] names = [.. _words.Keys.Order(StringComparer.Ordinal)];
        byte[] places = new byte[_words.Count];
        foreach ((string word, byte met) in _words)
            places[met] = (byte)Array.IndexOf(names, word);
        return new DigitSet(name, rows, columns, pixels, [.. labels.Select(met => places[met])]) { Source = source, LabelNames = names };
    }
}
