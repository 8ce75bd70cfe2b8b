using Digits.EndToEnd.Tests.Support;
using Microsoft.Playwright;

namespace Digits.EndToEnd.Tests.Serve;

/// <summary>The page of <c>digits serve</c> in a browser: draws on it, and takes down what the browser complains about.</summary>
internal sealed class DrawingPage : IAsyncDisposable
{
    private DrawingPage(IPage page) => Page = page;

    internal IPage Page { get; }

    /// <summary>What the browser wrote to its console as a warning or an error: faults of scripts, and what the policy of the page forbids.</summary>
    internal List<string> Complaints { get; } = [];

    /// <summary>Opens the page and waits until it knows the model, or has asked for a key.</summary>
    internal static async Task<DrawingPage> Open(
        Browser browser, ServerProcess server, int width = 1280, int height = 900, ColorScheme colors = ColorScheme.Light, string? before = null)
    {
        DrawingPage drawing = new(await browser.OpenAsync("about:blank", width, height, colors));
        IPage page = drawing.Page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                drawing.Complaints.Add(message.Text);
        };
        page.PageError += (_, error) => drawing.Complaints.Add(error);
        if (before is not null)
            await page.AddInitScriptAsync(before);
        await page.GotoAsync(await server.Address);
        await page.Locator("#model:has-text('version'), #key-form:visible").First.WaitForAsync();
        return drawing;
    }

    /// <summary>Waits until the last drawing is answered.</summary>
    internal async Task<string> Answer()
    {
        await Page.EvaluateAsync("() => window.digitsIdle()");
        return await Page.Locator("#digit").InnerTextAsync();
    }

    /// <summary>Draws strokes of points in a square of side 1, with the mouse or with a finger.</summary>
    internal async Task Draw((double X, double Y)[][] strokes, bool isTouch = false)
    {
        LocatorBoundingBoxResult box = (await Page.Locator("#canvas").BoundingBoxAsync())!;
        (float X, float Y) At((double X, double Y) point) => ((float)(box.X + (point.X * box.Width)), (float)(box.Y + (point.Y * box.Height)));
        ICDPSession? touch = isTouch ? await Page.Context.NewCDPSessionAsync(Page) : null;
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

            await Page.Mouse.MoveAsync(points[0].X, points[0].Y);
            await Page.Mouse.DownAsync();
            foreach ((float x, float y) in points.Skip(1))
                await Page.Mouse.MoveAsync(x, y, new() { Steps = 2 });
            await Page.Mouse.UpAsync();
        }

        if (touch is not null)
            await touch.DetachAsync();
    }

    /// <summary>A PNG of the digit that is drawn, dark on white.</summary>
    internal async Task<byte[]> Picture() => Convert.FromBase64String(await Page.EvaluateAsync<string>(
        "() => { const c = document.createElement('canvas'), s = document.getElementById('canvas'); c.width = s.width; c.height = s.height; "
        + "const x = c.getContext('2d'); x.fillStyle = '#fff'; x.fillRect(0, 0, c.width, c.height); x.drawImage(s, 0, 0); "
        + "return c.toDataURL('image/png').split(',')[1]; }"));

    /// <summary>
    /// The page fits the screen, breaks no rule of accessibility, and the browser has nothing to complain about. Takes a picture where one is wanted.
    /// </summary>
    internal async Task Check(string state)
    {
        int width = Page.ViewportSize!.Width;
        (await Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width, state);
        if (Environment.GetEnvironmentVariable("DIGITS_SCREENSHOTS") is { Length: > 0 } folder)
        {
            string colors = await Page.EvaluateAsync<string>("() => matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'");
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"serve-{state}-{width}-{colors}.png"), FullPage = true });
        }

        Complaints.ShouldBeEmpty(state);
        // The policy forbids scripts from elsewhere; the debugger's are let through.
        if (!await Page.EvaluateAsync<bool>("() => 'axe' in window"))
            await Page.EvaluateAsync(await File.ReadAllTextAsync(Browser.Axe));
        string[] faults = await Page.EvaluateAsync<string[]>(
            "async () => (await axe.run()).violations.filter(v => ['serious', 'critical'].includes(v.impact)).map(v => v.id + ': ' + v.nodes[0].html)");
        faults.ShouldBeEmpty(state);
    }

    public async ValueTask DisposeAsync() => await Page.CloseAsync();

    private static Task<System.Text.Json.JsonElement?> Touch(ICDPSession session, string type, (float X, float Y)? point) =>
        session.SendAsync("Input.dispatchTouchEvent", new()
        {
            ["type"] = type,
            ["touchPoints"] = point is { } at ? new[] { new Dictionary<string, object> { ["x"] = at.X, ["y"] = at.Y } } : [],
        });
}
