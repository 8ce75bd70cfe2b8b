using Digits.EndToEnd.Tests.Support;
using Microsoft.Playwright;

namespace Digits.EndToEnd.Tests.Serve;

/// <summary>The page of <c>digits serve</c>, in a browser.</summary>
public sealed class PageTests(Browser browser, ServerProcess server) : IClassFixture<Browser>, IClassFixture<ServerProcess>
{
    [SkippableFact]
    public async Task Fifty_digits_that_are_drawn_are_read()
    {
        IPage page = await Open();
        List<string> wrong = [];
        for (int i = 0; i < 50; i++)
        {
            await page.Keyboard.PressAsync("Escape");
            await Draw(page, HandStrokes.Of(i % 10, i / 10), isTouch: i % 2 == 1);
            string read = await Answer(page);
            if (read != $"{i % 10}")
                wrong.Add($"{i % 10} as {read}");
        }

        wrong.Count.ShouldBeLessThanOrEqualTo(2, string.Join(", ", wrong));
        await page.CloseAsync();
    }

    [SkippableFact]
    public async Task Undo_and_clear_take_back_what_was_drawn()
    {
        IPage page = await Open();
        await Draw(page, HandStrokes.Of(7, 0), isTouch: false);
        (await Answer(page)).ShouldBe("7");
        await Draw(page, [[(0.1, 0.1), (0.9, 0.9)]], isTouch: false);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await page.Locator("#digit", new() { HasText = "7" }).WaitForAsync();
        await page.Keyboard.PressAsync("Control+z");
        await page.Locator("#digit", new() { HasText = "–" }).WaitForAsync();
        (await page.Locator("#undo").IsDisabledAsync()).ShouldBeTrue();
        await page.CloseAsync();
    }

    [SkippableFact]
    public async Task A_whole_number_is_read_with_its_boxes()
    {
        IPage page = await Open();
        await page.GetByText("Whole number").ClickAsync();
        foreach ((int digit, int place) in new[] { (2, 0), (4, 1), (7, 2) })
            await Draw(page, [.. HandStrokes.Of(digit, 0).Select(stroke => stroke.Select(p => (0.12 + (0.24 * place) + (0.3 * p.X), 0.25 + (0.5 * p.Y))).ToArray())], isTouch: false);
        await page.Locator("#digit", new() { HasText = "247" }).WaitForAsync();
        await page.CloseAsync();
    }

    [SkippableFact]
    public async Task A_picture_that_is_opened_is_read()
    {
        IPage page = await Open();
        // The page's own drawing, as a file of the user's.
        await Draw(page, HandStrokes.Of(3, 0), isTouch: false);
        (await Answer(page)).ShouldBe("3");
        string png = await page.EvaluateAsync<string>(
            "() => { const c = document.createElement('canvas'), s = document.getElementById('canvas'); c.width = s.width; c.height = s.height; "
            + "const x = c.getContext('2d'); x.fillStyle = '#fff'; x.fillRect(0, 0, c.width, c.height); x.drawImage(s, 0, 0); return c.toDataURL('image/png').split(',')[1]; }");
        await page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "3.png", MimeType = "image/png", Buffer = Convert.FromBase64String(png) });
        await page.Locator("#digit", new() { HasText = "3" }).WaitForAsync();
        (await page.Locator("input[value=picture]").IsCheckedAsync()).ShouldBeTrue();
        await page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "x.png", MimeType = "image/png", Buffer = [1, 2, 3] });
        await page.GetByRole(AriaRole.Alert).WaitForAsync();
        await page.CloseAsync();
    }

    [SkippableTheory]
    [InlineData(1280, 900, ColorScheme.Light)]
    [InlineData(1280, 900, ColorScheme.Dark)]
    [InlineData(390, 844, ColorScheme.Light)]
    [InlineData(390, 844, ColorScheme.Dark)]
    public async Task The_page_fits_every_screen_and_breaks_no_rule_of_accessibility_or_of_its_policy(int width, int height, ColorScheme colors)
    {
        IPage page = await Open(width, height, colors);
        List<string> complaints = [];
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                complaints.Add(message.Text);
        };
        await page.ReloadAsync();
        await Draw(page, HandStrokes.Of(5, 0), isTouch: false);
        (await Answer(page)).ShouldBe("5");
        (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
        if (Environment.GetEnvironmentVariable("DIGITS_SCREENSHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"serve-{width}-{colors}.png"), FullPage = true });
        complaints.ShouldBeEmpty();
        // The policy forbids scripts from elsewhere; the debugger's are let through.
        await page.EvaluateAsync(await File.ReadAllTextAsync(Browser.Axe));
        string[] faults = await page.EvaluateAsync<string[]>(
            "async () => (await axe.run()).violations.filter(v => ['serious', 'critical'].includes(v.impact)).map(v => v.id + ': ' + v.nodes[0].html)");
        faults.ShouldBeEmpty();
        await page.CloseAsync();
    }

    private async Task<IPage> Open(int width = 1280, int height = 900, ColorScheme colors = ColorScheme.Light)
    {
        IPage page = await browser.OpenAsync(await server.Address, width, height, colors);
        await page.Locator("#model", new() { HasText = "version" }).WaitForAsync();
        return page;
    }

    /// <summary>Waits until the last drawing is answered.</summary>
    private static async Task<string> Answer(IPage page)
    {
        await page.EvaluateAsync("() => window.digitsIdle()");
        return await page.Locator("#digit").InnerTextAsync();
    }

    private static async Task Draw(IPage page, (double X, double Y)[][] strokes, bool isTouch)
    {
        LocatorBoundingBoxResult box = (await page.Locator("#canvas").BoundingBoxAsync())!;
        (float X, float Y) At((double X, double Y) point) => ((float)(box.X + (point.X * box.Width)), (float)(box.Y + (point.Y * box.Height)));
        ICDPSession? touch = isTouch ? await page.Context.NewCDPSessionAsync(page) : null;
        foreach ((double X, double Y)[] stroke in strokes)
        {
            (float X, float Y)[] points = [.. stroke.Select(At)];
            if (touch is not null)
            {
                await Touch(touch, "touchStart", points[0]);
                foreach ((float X, float Y) point in points.Skip(1))
                    await Touch(touch, "touchMove", point);
                await Touch(touch, "touchEnd", null);
                continue;
            }

            await page.Mouse.MoveAsync(points[0].X, points[0].Y);
            await page.Mouse.DownAsync();
            foreach ((float x, float y) in points.Skip(1))
                await page.Mouse.MoveAsync(x, y, new() { Steps = 2 });
            await page.Mouse.UpAsync();
        }

        if (touch is not null)
            await touch.DetachAsync();
    }

    private static Task<System.Text.Json.JsonElement?> Touch(ICDPSession session, string type, (float X, float Y)? point) => session.SendAsync("Input.dispatchTouchEvent", new()
    {
        ["type"] = type,
        ["touchPoints"] = point is { } at ? new[] { new Dictionary<string, object> { ["x"] = at.X, ["y"] = at.Y } } : [],
    });
}
