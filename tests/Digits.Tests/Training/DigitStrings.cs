using Digits.Data;
using Digits.Engine;

namespace Digits.Tests.Training;

/// <summary>Digits of a set laid side by side, a few pixels higher or lower and closer or farther apart: strings to learn to read.</summary>
internal sealed class DigitStrings(DigitSet set, int length, ulong seed)
{
    private const int Shift = 2;

    /// <summary>The shape of a string's picture.</summary>
    internal Shape Shape { get; } = new(1, set.Rows, length * set.Columns);

    /// <summary>Draws strings from a number on: the same number gives the same string.</summary>
    /// <param name="first">The number of the first string.</param>
    /// <param name="images">Receives the pictures, 0 to 1.</param>
    /// <param name="labels">Receives the digits.</param>
    internal void Fill(int first, Span<float> images, Span<byte> labels)
    {
        images.Clear();
        for (int i = 0; i < labels.Length; i++)
        {
            Random random = new(HashCode(first + (i / length), i % length));
            int digit = random.Next(set.Count);
            (int down, int right) = (random.Next(-Shift, Shift + 1), random.Next(-Shift, Shift + 1));
            labels[i] = set.Labels[digit];
            Place(set.Image(digit), images.Slice(i / length * Shape.Size, Shape.Size), down, (i % length * set.Columns) + right);
        }
    }

    private int HashCode(int number, int place) => unchecked((int)(((seed * 1_000_003) + (ulong)number) * 31) + place);

    private void Place(ReadOnlySpan<byte> digit, Span<float> picture, int top, int left)
    {
        for (int y = 0; y < set.Rows; y++)
        {
            for (int x = 0; x < set.Columns; x++)
            {
                (int row, int column) = (y + top, x + left);
                if (row >= 0 && row < Shape.Height && column >= 0 && column < Shape.Width)
                    picture[(row * Shape.Width) + column] = Math.Max(picture[(row * Shape.Width) + column], digit[(y * set.Columns) + x] / 255f);
            }
        }
    }
}
