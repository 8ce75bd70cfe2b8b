using Digits.Evaluation;

namespace Digits.Reports;

/// <summary>
/// A confusion matrix as a heat map. Right answers and mistakes each have their own colour and scale: on a common one, a good network's mistakes
/// would all look white. Mistakes are coloured by the root of their number, so that one stands out from none.
/// </summary>
internal sealed class ConfusionGrid
{
    private const double Width = 520;
    private const double Edge = 16;
    private const double MostLabel = 96;
    private const double MostCell = 110;
    private const double LeastForGaps = 5;
    private const int Font = 11;
    private const double LineHeight = 14;

    private readonly ConfusionMatrix _matrix;
    private readonly IReadOnlyList<string> _labels;
    private readonly Func<int, int, double> _value;
    private readonly Func<double, string> _format;
    private readonly string _unit;
    private readonly SvgWriter _svg = new();
    private readonly double _left;
    private readonly double _top;
    private readonly double _cell;
    private readonly bool _upright;
    private readonly bool _numbers;
    private readonly double _mostRight;
    private readonly double _mostWrong;

    /// <summary>Measures everything; nothing is drawn yet.</summary>
    /// <param name="matrix">The counts.</param>
    /// <param name="labels">The classes' names.</param>
    /// <param name="value">What to show for a true and a predicted class.</param>
    /// <param name="format">Writes it.</param>
    /// <param name="unit">Follows it in the key.</param>
    internal ConfusionGrid(ConfusionMatrix matrix, IReadOnlyList<string> labels, Func<int, int, double> value, Func<double, string> format, string unit = "")
    {
        (_matrix, _labels, _value, _format, _unit) = (matrix, labels, value, format, unit);
        double widest = Math.Min(MostLabel, labels.Max(label => TextSize.Width(label)));
        _left = Edge + 30 + widest;
        _cell = Math.Min(MostCell, (Width - Edge - _left) / matrix.Classes);
        _upright = widest <= _cell;
        _top = 78 + (_upright ? LineHeight : widest) + 6;
        int[] classes = [.. Enumerable.Range(0, matrix.Classes)];
        _mostRight = classes.Max(c => value(c, c));
        _mostWrong = classes.Max(truth => classes.Max(predicted => truth == predicted ? 0 : value(truth, predicted)));
        _numbers = TextSize.Width(format(_mostRight), Font) <= _cell - 2 && TextSize.Width(format(_mostWrong), Font) <= _cell - 2;
    }

    internal SvgPicture Draw(string name, string title, string finding)
    {
        double side = _cell * _matrix.Classes;
        _svg.Text(Edge, 26, title, ("class", "heading"));
        _svg.Text(Edge, 45, finding, ("class", "soft"));
        _svg.Text(_left + side / 2, 70, "predicted", ("class", "soft middle"));
        _svg.Text(0, 0, "true", ("class", "soft middle"), ("transform", $"translate({SvgWriter.Number(Edge + 8)} {SvgWriter.Number(_top + side / 2)}) rotate(-90)"));
        _svg.Element("rect", ("x", _left), ("y", _top), ("width", side), ("height", side), ("fill", "none"), ("class", "grid"));
        double free = 0;
        for (int c = 0; c < _matrix.Classes; c++)
        {
            double middle = (c + 0.5) * _cell;
            if (middle >= free)
            {
                Name(c, middle);
                free = middle + LineHeight;
            }

            for (int predicted = 0; predicted < _matrix.Classes; predicted++)
                Cell(c, predicted);
        }

        double bottom = _top + side + 24;
        Key(bottom);
        return new SvgPicture(name, title, finding, Width, bottom + 16, _svg.ToString());
    }

    private void Name(int c, double middle)
    {
        string label = TextSize.Fit(_labels[c], MostLabel);
        _svg.Text(_left - 8, _top + middle + 4, label, ("class", "end"));
        if (_upright)
            _svg.Text(_left + middle, _top - 8, label, ("class", "middle"));
        else
            _svg.Text(0, 0, label, ("transform", $"translate({SvgWriter.Number(_left + middle + 4)} {SvgWriter.Number(_top - 8)}) rotate(-90)"));
    }

    private void Cell(int truth, int predicted)
    {
        double x = _left + predicted * _cell, y = _top + truth * _cell;
        long count = _matrix[truth, predicted];
        bool right = truth == predicted;
        if (count == 0)
        {
            // A dot for none; where cells are too small for one, blank.
            if (_numbers && _matrix.Support(truth) > 0)
                _svg.Element("circle", ("cx", x + _cell / 2), ("cy", y + _cell / 2), ("r", 1.5), ("class", "none"));
            return;
        }

        double value = _value(truth, predicted);
        double gap = _cell >= LeastForGaps ? 1 : 0;
        string share = Figures.Percent((double)count / _matrix.Support(truth));
        _svg.Tooltip(
            $"{_labels[truth]} taken for {_labels[predicted]}: {Figures.Count(count)} ({share} of {Figures.Count(_matrix.Support(truth))})",
            "rect", ("x", x), ("y", y), ("width", _cell - gap), ("height", _cell - gap), ("class", right ? "f0" : "f1"), ("fill-opacity", Strength(value, right)));
        if (_numbers)
            _svg.Text(x + _cell / 2, y + _cell / 2 + 4, _format(value), ("class", right ? "middle strong nohit" : "middle nohit"), ("font-size", Font));
    }

    // Under a number the colour stays so light that the number can be read, in the dark too.
    private double Strength(double value, bool right)
    {
        double most = _numbers ? right ? 0.4 : 0.6 : 1;
        double part = right ? value / _mostRight : Math.Sqrt(value / _mostWrong);
        return 0.12 + (most - 0.12) * part;
    }

    private void Key(double y)
    {
        double x = Swatch(_left, y, right: true, "right");
        if (_mostWrong == 0)
            return;
        x = Swatch(x + 16, y, right: false, "");
        _svg.Text(x, y, $"mistaken, at most {_format(_mostWrong)}{_unit}", ("class", "soft"));
    }

    private double Swatch(double x, double y, bool right, string label)
    {
        const int Steps = 4;
        for (int i = 1; i <= Steps; i++)
        {
            double value = (right ? _mostRight : _mostWrong) * i / Steps;
            _svg.Element("rect", ("x", x + (i - 1) * 12), ("y", y - 10), ("width", 12.0), ("height", 12.0), ("class", right ? "f0" : "f1"), ("fill-opacity", value > 0 ? Strength(value, right) : 0.12));
        }

        double end = x + Steps * 12 + 6;
        if (label.Length > 0)
            _svg.Text(end, y, label, ("class", "soft"));
        return end + TextSize.Width(label);
    }
}
