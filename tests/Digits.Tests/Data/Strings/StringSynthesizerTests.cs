using Digits.Data;

namespace Digits.Tests.Data.Strings;

/// <summary>Lines of handwriting that a program makes to train a lines network on.</summary>
public sealed class StringSynthesizerTests
{
    private static readonly DigitSet _examples = Strokes.Generate(400, 10, seed: 3).RequireTrain();

    [Fact]
    public void A_line_is_a_function_of_the_seed_and_its_number()
    {
        StringSynthesizer one = new(_examples, seed: 7), again = new(_examples, seed: 7), other = new(_examples, seed: 8);
        (float[] pixels, byte[] symbols) = Draw(one, 5);

        for (ulong before = 20; before < 40; before++)
            Draw(again, before);
        (float[] samePixels, byte[] sameSymbols) = Draw(again, 5);

        samePixels.ShouldBe(pixels);
        sameSymbols.ShouldBe(symbols);
        Draw(other, 5).Pixels.ShouldNotBe(pixels);
        Draw(one, 6).Pixels.ShouldNotBe(pixels);
    }

    [Fact]
    public void Threads_may_draw_at_once()
    {
        const int Lines = 64;
        StringSynthesizer alone = new(_examples, seed: 1), shared = new(_examples, seed: 1);
        float[][] expected = [.. Enumerable.Range(0, Lines).Select(i => Draw(alone, (ulong)i).Pixels)];
        float[][] drawn = new float[Lines][];

        Parallel.For(0, Lines, i => drawn[i] = Draw(shared, (ulong)i).Pixels);

        for (int i = 0; i < Lines; i++)
            drawn[i].ShouldBe(expected[i]);
    }

    [Fact]
    public void Lines_hold_symbols_of_every_kind_and_ink_in_the_range_that_a_reader_gives()
    {
        StringSynthesizer source = new(_examples, seed: 2);
        int[] counts = new int[LineSymbols.Count];
        for (ulong number = 0; number < 500; number++)
        {
            (float[] pixels, byte[] symbols) = Draw(source, number);
            symbols.Length.ShouldBeLessThanOrEqualTo(source.MostSymbols);
            pixels.ShouldAllBe(pixel => pixel >= -0.5f && pixel <= 1.2f);
            if (symbols.Length > 0)
                pixels.Max().ShouldBeGreaterThan(0.9f);
            foreach (byte symbol in symbols)
                counts[symbol]++;
        }

        counts[LineSymbols.Blank].ShouldBe(0);
        counts.Take(LineSymbols.Blank).ShouldAllBe(count => count > 20);
    }

    [Fact]
    public void A_few_lines_hold_no_digits_and_words_side_by_side_count_as_one_sign()
    {
        StringSynthesizer source = new(_examples, seed: 6);
        byte[][] lines = [.. Enumerable.Range(0, 1000).Select(number => Draw(source, (ulong)number).Symbols)];

        lines.Count(line => line.Length == 0).ShouldBeInRange(20, 60);
        lines.Count(line => line.Length > 0 && line.All(symbol => symbol >= LineSymbols.Digits)).ShouldBeInRange(40, 120);
        lines.ShouldAllBe(line => !line.Zip(line.Skip(1)).Any(pair => pair.First == LineSymbols.Sign && pair.Second == LineSymbols.Sign));
    }

    [Fact]
    public void A_line_can_be_aligned_with_the_steps_of_the_network()
    {
        // Four columns a step; two equal symbols in a row need a blank between them.
        StringSynthesizer source = new(_examples, seed: 4);
        for (ulong number = 0; number < 300; number++)
        {
            byte[] symbols = Draw(source, number).Symbols;
            int repeats = symbols.Zip(symbols.Skip(1)).Count(pair => pair.First == pair.Second);
            (symbols.Length + repeats).ShouldBeLessThanOrEqualTo(source.Shape.Width / 4);
        }
    }

    private static (float[] Pixels, byte[] Symbols) Draw(StringSynthesizer source, ulong number)
    {
        float[] pixels = new float[source.Shape.Size];
        byte[] symbols = new byte[source.MostSymbols];
        int count = source.Draw(number, pixels, symbols);
        return (pixels, symbols[..count]);
    }
}
