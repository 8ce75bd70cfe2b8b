using Digits.EndToEnd.Tests.Support;
using Microsoft.Playwright;

namespace Digits.EndToEnd.Tests.Serve;

/// <summary>The page of <c>digits serve</c>, in a browser.</summary>
public sealed class PageTests(Browser browser, ServerProcess server) : IClassFixture<Browser>, IClassFixture<ServerProcess>
{
    [SkippableFact]
    public async Task Fifty_digits_that_are_drawn_are_read()
    {
        await using DrawingPage page = await DrawingPage.Open(browser, server);
        List<string> wrong = [];
        for (int i = 0; i < 50; i++)
        {
            await page.Page.Keyboard.PressAsync("Escape");
            await page.Draw(HandStrokes.Of(i % 10, i / 10), isTouch: i % 2 == 1);
            string read = await page.Answer();
            if (read != $"{i % 10}")
                wrong.Add($"{i % 10} as {read}");
        }

        wrong.Count.ShouldBeLessThanOrEqualTo(2, string.Join(", ", wrong));
    }

    [SkippableFact]
    public async Task Undo_and_clear_take_back_what_was_drawn()
    {
        await using DrawingPage page = await DrawingPage.Open(browser, server);
        await page.Draw(HandStrokes.Of(7, 0));
        (await page.Answer()).ShouldBe("7");
        await page.Draw([[(0.1, 0.1), (0.9, 0.9)]]);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await page.Page.Locator("#digit", new() { HasText = "7" }).WaitForAsync();
        await page.Page.Keyboard.PressAsync("Control+z");
        await page.Page.Locator("#digit", new() { HasText = "–" }).WaitForAsync();
        (await page.Page.Locator("#undo").IsDisabledAsync()).ShouldBeTrue();
    }

    [SkippableFact]
    public async Task A_whole_number_is_read_with_its_boxes()
    {
        await using DrawingPage page = await DrawingPage.Open(browser, server);
        await page.Page.GetByText("Whole number").ClickAsync();
        foreach ((int digit, int place) in new[] { (2, 0), (4, 1), (7, 2) })
        {
            await page.Draw([.. HandStrokes.Of(digit, 0)
                .Select(stroke => stroke.Select(p => (0.12 + (0.24 * place) + (0.3 * p.X), 0.25 + (0.5 * p.Y))).ToArray()),]);
        }

        await page.Page.Locator("#digit", new() { HasText = "247" }).WaitForAsync();
    }

    [SkippableFact]
    public async Task A_picture_that_is_opened_is_read()
    {
        await using DrawingPage page = await DrawingPage.Open(browser, server);
        // The page's own drawing, as a file of the user's.
        await page.Draw(HandStrokes.Of(3, 0));
        (await page.Answer()).ShouldBe("3");
        await page.Page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "3.png", MimeType = "image/png", Buffer = await page.Picture() });
        await page.Page.Locator("#digit", new() { HasText = "3" }).WaitForAsync();
        (await page.Page.Locator("input[value=picture]").IsCheckedAsync()).ShouldBeTrue();
        await page.Page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "x.png", MimeType = "image/png", Buffer = [1, 2, 3] });
        await page.Page.GetByRole(AriaRole.Alert).WaitForAsync();
    }
}
