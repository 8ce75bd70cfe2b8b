using Digits.Data;
using Digits.Imaging;

namespace Digits.Tests.Imaging;

/// <summary>What is found on pages whose truth is known, before anything is read.</summary>
public sealed class PageAnalysisTests
{
    [Fact]
    public void Rows_come_in_reading_order_with_all_of_their_digits()
    {
        PageMaker page = new PageMaker(500, 420).Write("3147", 40, 30, 2).Write("26", 60, 160, 2).Write("85309", 20, 300, 2);
        Counts(page.Image).ShouldBe([4, 2, 5]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.02)]
    [InlineData(-0.06)]
    public void Ruled_paper_loses_its_rules_and_keeps_the_digits(double slope)
    {
        PageMaker page = new(640, 400);
        for (int y = 60; y < 400; y += 60)
            page.Rule(y, isUpright: false, slope);
        page.Write("24689", 80, 60, 2.4, slope).Write("3570", 100, 240, 2.4, slope);
        Counts(page.Image).ShouldBe([5, 4]);
    }

    [Fact]
    public void Squared_paper_loses_its_squares_and_keeps_the_digits()
    {
        PageMaker page = new(640, 480);
        for (int at = 20; at < 640; at += 40)
            page.Rule(at, isUpright: true).Rule(at, isUpright: false);
        page.Write("2468", 110, 90, 2.6).Write("3590", 110, 260, 2.6);
        Counts(page.Image).ShouldBe([4, 4]);
    }

    [Fact]
    public void Digits_in_boxes_lose_the_boxes()
    {
        PageMaker page = new(640, 200);
        for (int i = 0; i < 5; i++)
            page.Box(60 + (100 * i), 50, 90, 100);
        page.Write("36829", 72, 64, 2.4, pitch: 100);
        Counts(page.Image).ShouldBe([5]);
    }

    [Fact]
    public void Digits_on_a_comb_lose_the_comb_and_an_empty_one_is_no_row()
    {
        PageMaker page = new PageMaker(640, 420).Comb(60, 150, cells: 5, pitch: 90, height: 24).Comb(60, 350, cells: 5, pitch: 90, height: 24);
        page.Write("36829", 72, 78, 2.2, pitch: 90);
        Counts(page.Image).ShouldBe([5]);
    }

    [Fact]
    public void Faint_ink_on_even_paper_is_found()
    {
        PageMaker page = new PageMaker(640, 400).Write("24689", 80, 60, 2.4, strength: 0.085f).Write("3570", 100, 240, 2.4, strength: 0.085f);
        Counts(page.Image).ShouldBe([5, 4]);
    }

    [Fact]
    public void A_digit_above_the_end_of_a_row_is_a_row_of_its_own()
    {
        PageMaker page = new PageMaker(700, 420).Write("3", 80, 60, 2.2).Write("24689", 90, 150, 2.2);
        Counts(page.Image).ShouldBe([1, 5]);
    }

    [Fact]
    public void A_shadow_and_light_that_fades_are_no_ink()
    {
        PageMaker page = new PageMaker(640, 400).Write("24689", 80, 60, 2.4).Write("3570", 100, 240, 2.4)
            .Light((x, y) => (1 - (0.5 * x)) * (y > 0.45 + (0.3 * x) ? 0.6 : 1)).Grain(3);
        Counts(page.Image).ShouldBe([5, 4]);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(-0.2)]
    [InlineData(0.6)]
    public void A_tilted_row_is_one_row(double slope)
    {
        PageMaker page = new PageMaker(700, 600).Write("24689", 60, slope < 0 ? 300 : 60, 2.4, slope, pitch: 95);
        Counts(page.Image).ShouldBe([5]);
    }

    [Fact]
    public void Columns_side_by_side_are_rows_from_left_to_right()
    {
        PageMaker page = new(900, 400);
        for (int row = 0; row < 3; row++)
            page.Write("247", 40, 20 + (120 * row), 2).Write("35", 600, 24 + (120 * row), 2);
        Counts(page.Image).ShouldBe([5, 5, 5]);
    }

    [Fact]
    public void Bright_ink_on_dark_ground_is_found_as_well()
    {
        GrayImage page = new PageMaker(500, 300).Write("3147", 40, 30, 2).Write("26", 60, 160, 2).Image;
        PageLayout layout = PageAnalysis.Analyze(page.Inverted());
        layout.IsInkDark.ShouldBeFalse();
        Counts(page.Inverted()).ShouldBe([4, 2]);
    }

    [Fact]
    public void The_desk_around_a_sheet_of_paper_is_left_out()
    {
        PageMaker page = new PageMaker(500, 300).Write("3147", 40, 30, 2).Write("26", 60, 160, 2).OnDesk(150);
        PageTrace trace = new();
        PageAnalysis.Analyze(page.Image, trace);
        trace.Stages.Select(stage => stage.Name).ShouldContain("paper");
        Counts(page.Image).ShouldBe([4, 2]);
    }

    [Fact]
    public void A_large_picture_is_worked_on_reduced_and_its_boxes_are_in_its_own_pixels()
    {
        PageMaker page = new PageMaker(3200, 1600).Write("24689", 300, 300, 10);
        PageLayout layout = PageAnalysis.Analyze(page.Image);
        layout.Factor.ShouldBe(2);
        layout.Rows.Count.ShouldBe(1);
        Component[] bodies = [.. layout.Rows[0].Bodies];
        bodies.Length.ShouldBe(5);
        for (int i = 0; i < bodies.Length; i++)
        {
            (int x, int y, int width, int height) = layout.InPicture(bodies[i].Left, bodies[i].Top, bodies[i].Right, bodies[i].Bottom);
            (int X, int Y, int Width, int Height) truth = page.Boxes[i];
            Math.Abs(x - truth.X).ShouldBeLessThanOrEqualTo(8);
            Math.Abs(y - truth.Y).ShouldBeLessThanOrEqualTo(8);
            Math.Abs(width - truth.Width).ShouldBeLessThanOrEqualTo(12);
            Math.Abs(height - truth.Height).ShouldBeLessThanOrEqualTo(12);
        }
    }

    [Fact]
    public void A_line_leads_back_to_where_it_was_cut()
    {
        PageMaker page = new PageMaker(900, 300).Write("24689", 60, 80, 2.4, slope: 0.1, pitch: 150);
        PageLayout layout = PageAnalysis.Analyze(page.Image);
        LineCut cut = LineCutter.Cut(layout, layout.Rows[0]);
        // Gaps are shortened: the line is narrower than its height asks for.
        (cut.Width / 32.0).ShouldBeLessThan(700 / cut.DigitHeight);
        foreach ((int X, int Y, int Width, int Height) box in page.Boxes)
        {
            (double u, _) = cut.Frame.ToRow(box.X + (box.Width / 2.0), box.Y + (box.Height / 2.0));
            int column = Array.FindIndex(cut.Along, along => along >= u);
            column.ShouldBeInRange(4, cut.Width - 5);
            (int x, int y, int width, int height) = cut.Box(layout, column - 9, column + 9);
            Math.Abs((x + (width / 2)) - (box.X + (box.Width / 2))).ShouldBeLessThanOrEqualTo(12);
            Math.Abs((y + (height / 2)) - (box.Y + (box.Height / 2))).ShouldBeLessThanOrEqualTo(12);
        }
    }

    [Fact]
    public void Blank_paper_and_mere_grain_have_no_rows()
    {
        Counts(new PageMaker(640, 480).Image).ShouldBeEmpty();
        Counts(new PageMaker(640, 480).Grain(6).Image).ShouldBeEmpty();
        Counts(new PageMaker(640, 480).Light((x, y) => 0.4 + (0.6 * x * y)).Grain(3).Image).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 500)]
    [InlineData(500, 1)]
    [InlineData(2, 3)]
    [InlineData(17, 40)]
    [InlineData(333, 90)]
    [InlineData(2000, 2000)]
    public void Garbage_of_any_size_is_gone_through(int width, int height)
    {
        SeededRandom random = new(7, (ulong)(width * height));
        foreach (int period in new[] { 1, 3, 50 })
        {
            byte[] pixels = new byte[width * height];
            for (int i = 0; i < pixels.Length; i++)
                pixels[i] = (byte)(((i % width / period) + (i / width / period)) % 2 == 0 ? random.NextInt(256) : random.NextInt(40));
            PageLayout layout = PageAnalysis.Analyze(new GrayImage(width, height, pixels), new PageTrace());
            foreach (WritingRow row in layout.Rows.Take(20))
                LineCutter.Cut(layout, row).Pixels.ShouldAllBe(value => float.IsFinite(value));
            WholeLine.Cut(layout).Pixels.ShouldAllBe(value => float.IsFinite(value));
        }
    }

    private static int[] Counts(GrayImage image) => [.. PageAnalysis.Analyze(image).Rows.Select(row => row.Bodies.Count)];
}
