using System.Globalization;
using Digits.Data;
using Digits.Engine;
using Digits.Reading;
using Digits.Tests.Training;
using Digits.Training;
using Digits.Zoo;

namespace Digits.Tests.Reading;

public sealed class LineReaderTests
{
    private const int Height = 32;
    private static readonly Lazy<LineReader> _trained = new(Train);

    [Fact]
    public void Lines_of_any_width_are_read()
    {
        LineReader reader = _trained.Value;
        foreach (int width in new[] { 40, 96, 150, 300, 600 })
        {
            SegmentLines lines = new(seed: 9, width, most: width / 20);
            int exact = Enumerable.Range(0, 40).Count(number =>
            {
                (float[] pixels, string text) = Draw(lines, (ulong)number);
                return reader.Read(pixels, width).Text == text;
            });
            exact.ShouldBeGreaterThanOrEqualTo(32, $"of 40 lines, {width} pixels wide");
        }
    }

    [Fact]
    public void A_digit_has_its_columns_its_confidence_and_other_digits_that_it_may_be()
    {
        const int Width = 96;
        SegmentLines lines = new(seed: 9, Width);
        int read = 0;
        for (ulong number = 0; number < 30; number++)
        {
            byte[] symbols = new byte[lines.MostSymbols];
            float[] pixels = new float[Height * Width];
            int count = lines.Draw(number, pixels, symbols);
            LineReading reading = _trained.Value.Read(pixels, Width);

            reading.Texts[0].ShouldBe(new LineText(reading.Text, reading.Confidence));
            reading.Digits.Select(digit => digit.Digit.ToString(CultureInfo.InvariantCulture)).ShouldBe(reading.Text.Select(c => c.ToString()));
            foreach (LineDigit digit in reading.Digits)
            {
                digit.Confidence.ShouldBeInRange(0, 1);
                digit.Alternatives.Count.ShouldBe(3);
                digit.Alternatives.ShouldAllBe(other => other.Digit != digit.Digit && other.Confidence <= 1 - digit.Confidence + 1e-9);
            }

            reading.Digits.Zip(reading.Digits.Skip(1)).ShouldAllBe(pair => pair.First.LastColumn < pair.Second.FirstColumn);
            if (reading.Text != string.Concat(symbols.Take(count)))
                continue;

            read++;
            Ink(pixels, Width).ShouldBe(reading.Digits[0].FirstColumn, "the first digit begins with the line's first ink");
            reading.Digits.ShouldAllBe(digit => digit.LastColumn - digit.FirstColumn <= 12, "a digit is 9 pixels wide and its neighbor 14 or more away");
        }

        read.ShouldBeGreaterThan(10, "lines without a dash that are read right");
    }

    [Fact]
    public void A_long_line_in_pieces_is_read_as_in_one()
    {
        const int Width = 1500;
        const int Margin = 8;
        Network network = LinesNetwork.Create(64, [4, 6, 8, 8, 8]);
        LineReader reader = new(Model(network));
        float[] line = [.. Enumerable.Range(0, Height * Width).Select(i => MathF.Sin(i * 0.37f))];
        float[] whole = new float[Height * (Width + (2 * Margin))];
        for (int y = 0; y < Height; y++)
            line.AsSpan(y * Width, Width).CopyTo(whole.AsSpan((y * (Width + (2 * Margin))) + Margin));

        float[] pieces = reader.Logits(line, Width, out int left);

        left.ShouldBe(Margin);
        float[] one = new InferencePlan(network.WithInput(new Shape(1, Height, Width + (2 * Margin)))).Run(whole);
        int steps = one.Length / LineSymbols.Count;
        pieces.Length.ShouldBe(one.Length);
        for (int c = 0; c < LineSymbols.Count; c++)
        {
            // At the right end a piece goes on with ground, where the whole line ends: some steps see that.
            for (int t = 0; t < steps - 8; t++)
                pieces[(c * steps) + t].ShouldBe(one[(c * steps) + t], 1e-4f);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(624)]
    [InlineData(625)]
    [InlineData(1168)]
    [InlineData(1169)]
    [InlineData(LineReader.MostColumns)]
    public void Every_width_is_taken(int width)
    {
        LineReader reader = new(Model(LinesNetwork.Create(64, [4, 4, 4, 4, 4])));
        reader.Read(new float[Height * width], width, most: 1).Digits.ShouldAllBe(digit => digit.LastColumn < width);
    }

    [Fact]
    public void Many_threads_read_the_same_as_one()
    {
        LineReader reader = _trained.Value, fresh = new(Model(LinesNetwork.Create(96, [4, 4, 4, 4, 4])));
        SegmentLines lines = new(seed: 11, width: 150, most: 8);
        string[] alone = [.. Enumerable.Range(0, 60).Select(number => Read(reader, number))];
        string[] together = new string[60];

        Parallel.For(0, 60, new ParallelOptions { MaxDegreeOfParallelism = 8 }, number =>
        {
            together[number] = Read(reader, number);
            Read(fresh, number);
        });

        together.ShouldBe(alone);

        string Read(LineReader by, int number)
        {
            LineReading reading = by.Read(Draw(lines, (ulong)number).Pixels, 150);
            return string.Join(' ', reading.Texts.Select(text => $"{text.Text} {text.Confidence:R}"));
        }
    }

    [Fact]
    public void An_empty_line_has_no_digits()
    {
        LineReading reading = _trained.Value.Read(new float[Height * 80], 80);
        reading.Text.ShouldBe("");
        reading.Digits.ShouldBeEmpty();
        reading.Confidence.ShouldBeGreaterThan(0.5);
    }

    [Fact]
    public void Other_models_and_lines_of_other_sizes_are_refused()
    {
        Should.Throw<InvalidInputException>(() => new LineReader(new OnnxModel(LinesNetwork.Create(64)))).Message.ShouldContain("a lines network");
        LineReader reader = new(Model(LinesNetwork.Create(64, [4, 4, 4, 4, 4])));
        Should.Throw<ArgumentException>(() => reader.Read(new float[10], 10)).Message.ShouldContain("10x32");
        Should.Throw<ArgumentException>(() => reader.Read([], 0));
        Should.Throw<ArgumentException>(() => reader.Read(new float[Height * 9000], 9000));
    }

    private static LineReader Train()
    {
        Network network = LinesNetwork.Create(96, [4, 8, 8, 8, 16]);
        LineTrainerOptions options = new() { Epochs = 5, LinesPerEpoch = 2560, BatchSize = 32, ValidationLines = 8, Ema = 0.98f };
        new LineTrainer(network, new AdamW(0.01f, weightDecay: 0.01f) { ClipNorm = 5 }, new SegmentLines(1), new SegmentLines(2), options).Fit();
        return new LineReader(Model(network));
    }

    private static OnnxModel Model(Network network) =>
        new(network, new Dictionary<string, string> { [OnnxMetadata.Labels] = string.Join(',', LineSymbols.Names) });

    private static (float[] Pixels, string Text) Draw(SegmentLines lines, ulong number)
    {
        float[] pixels = new float[lines.Shape.Size];
        byte[] symbols = new byte[lines.MostSymbols];
        int count = lines.Draw(number, pixels, symbols);
        return (pixels, string.Concat(symbols.Take(count).Where(symbol => symbol < LineSymbols.Digits)));
    }

    private static int Ink(float[] pixels, int width) =>
        Enumerable.Range(0, width).First(x => Enumerable.Range(0, Height).Any(y => pixels[(y * width) + x] > 0.5f));
}
