using Digits.EndToEnd.Tests.Support;
using Microsoft.Playwright;

namespace Digits.EndToEnd.Tests.Serve;

/// <summary>The ways in which digits come onto the page of <c>digits serve</c>.</summary>
public sealed class PageInputTests(Browser browser, ServerProcess server) : IClassFixture<Browser>, IClassFixture<ServerProcess>
{
    [SkippableTheory]
    [InlineData("paste", "clipboardData")]
    [InlineData("drop", "dataTransfer")]
    public async Task A_picture_that_is_pasted_or_dropped_is_read(string kind, string data)
    {
        await using DrawingPage page = await DrawingPage.Open(browser, server);
        await page.Draw(HandStrokes.Of(6, 0));
        (await page.Answer()).ShouldBe("6");
        string png = Convert.ToBase64String(await page.Picture());
        await page.Page.EvaluateAsync(
            """
            ([kind, data, png]) => {
              const files = new DataTransfer();
              files.items.add(new File([Uint8Array.from(atob(png), c => c.charCodeAt(0))], 'six.png', { type: 'image/png' }));
              const event = kind === 'paste'
                ? new ClipboardEvent(kind, { [data]: files, bubbles: true }) : new DragEvent(kind, { [data]: files, bubbles: true, cancelable: true });
              document.getElementById('sheet').dispatchEvent(event);
            }
            """,
            new[] { kind, data, png });
        await page.Page.Locator("body[data-mode=picture] #digit", new() { HasText = "6" }).WaitForAsync();
        (await page.Page.Locator("#digits button").CountAsync()).ShouldBe(1);
        page.Complaints.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task A_digit_can_be_drawn_and_all_be_reached_with_the_keyboard_alone()
    {
        await using DrawingPage page = await DrawingPage.Open(browser, server);
        IKeyboard keys = page.Page.Keyboard;
        await TabTo(page, "sheet");
        (await page.Page.Locator("#pen").IsVisibleAsync()).ShouldBeTrue();
        // A seven: from the middle to the left end of its bar, along it, and down.
        await Press(keys, "Shift+ArrowUp", 3);
        await Press(keys, "Shift+ArrowLeft", 2);
        await keys.PressAsync("Space");
        await Press(keys, "ArrowRight", 16);
        for (int i = 0; i < 9; i++)
        {
            await Press(keys, "ArrowDown", 3);
            await keys.PressAsync("ArrowLeft");
        }

        await keys.PressAsync("Space");
        (await page.Answer()).ShouldBe("7");
        await page.Page.Locator("#spoken", new() { HasText = "7," }).WaitForAsync();
        await keys.PressAsync("Control+z");
        await page.Page.Locator("#digit", new() { HasText = "–" }).WaitForAsync();

        await keys.PressAsync("Space");
        await keys.PressAsync("ArrowDown");
        foreach (string control in new[] { "undo", "clear", "file", "camera" })
            await TabTo(page, control);
        await TabTo(page, ".example");
        await TabTo(page, "summary");
        await TabTo(page, "about");
        await keys.PressAsync("Enter");
        await TabTo(page, "model-card-close");
        await keys.PressAsync("Enter");
        (await page.Page.GetByRole(AriaRole.Dialog).IsVisibleAsync()).ShouldBeFalse();
        page.Complaints.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Every_example_is_read_as_what_it_is()
    {
        await using DrawingPage page = await DrawingPage.Open(browser, server);
        foreach (int digit in Enumerable.Range(0, 10))
        {
            await page.Page.GetByRole(AriaRole.Button, new() { Name = $"The digit {digit}" }).ClickAsync();
            await page.Page.Locator("#spoken", new() { HasText = $"{digit}, " }).WaitForAsync();
        }

        foreach (string number in new[] { "90214", "3141592" })
        {
            await page.Page.GetByRole(AriaRole.Button, new() { Name = $"The number {number}" }).ClickAsync();
            await page.Page.Locator("#digit", new() { HasText = number }).WaitForAsync();
            (await page.Page.Locator("input[value=number]").IsCheckedAsync()).ShouldBeTrue();
        }

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "A photograph of a note" }).ClickAsync();
        await page.Page.Locator("#spoken", new() { HasText = "Read: 4711, 85372" }).WaitForAsync();
        await page.Page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "The digit 2" }).ClickAsync();
        await page.Page.Locator("#spoken", new() { HasText = "2, " }).WaitForAsync();
        page.Complaints.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task A_picture_can_be_taken_with_the_camera()
    {
        await using DrawingPage page = await DrawingPage.Open(browser, server);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Camera" }).ClickAsync();
        await page.Page.Locator("#shutter:enabled").ClickAsync();
        await page.Page.Locator("body[data-mode=picture]").WaitForAsync();
        await page.Page.EvaluateAsync("() => window.digitsIdle()");
        (await page.Page.Locator("#hint").IsVisibleAsync()).ShouldBeFalse();
        // The camera is off again.
        (await page.Page.EvaluateAsync<bool>("() => document.getElementById('video').srcObject === null")).ShouldBeTrue();
        page.Complaints.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Where_there_is_no_camera_none_is_offered()
    {
        await using DrawingPage page = await DrawingPage.Open(browser, server, before: "navigator.mediaDevices.enumerateDevices = async () => [];");
        (await page.Page.Locator("#camera, #shot-button").Filter(new() { Visible = true }).CountAsync()).ShouldBe(0);
    }

    [SkippableFact]
    public async Task The_bars_follow_the_stroke()
    {
        await using DrawingPage page = await DrawingPage.Open(browser, server);
        await page.Page.EvaluateAsync(
            """
            () => {
              window.times = [];
              let over = 0, last = 0;
              document.addEventListener('pointerup', () => { over = performance.now(); }, true);
              new MutationObserver(() => { last = performance.now(); }).observe(document.getElementById('bars'), { childList: true, subtree: true });
              window.note = async () => { await window.digitsIdle(); window.times.push(last - over); };
            }
            """);
        for (int i = 0; i < 30; i++)
        {
            await page.Draw(HandStrokes.Of(i % 10, i / 10));
            await page.Page.EvaluateAsync("() => window.note()");
            await page.Page.Keyboard.PressAsync("Escape");
            await page.Page.EvaluateAsync("() => window.digitsIdle()");
        }

        double[] times = [.. (await page.Page.EvaluateAsync<double[]>("() => window.times")).Order()];
        times.Length.ShouldBe(30);
        Console.WriteLine($"From the end of a stroke to the bars: median {times[15]:0.0} ms, 90 % under {times[26]:0.0} ms, the longest {times[^1]:0.0} ms.");
    }

    private static async Task Press(IKeyboard keys, string key, int times)
    {
        for (int i = 0; i < times; i++)
            await keys.PressAsync(key);
    }

    /// <summary>Presses Tab until a control has the focus, which shows; it is given by its id, a class or the name of its element.</summary>
    private static async Task TabTo(DrawingPage page, string control)
    {
        for (int i = 0; i < 40; i++)
        {
            await page.Page.Keyboard.PressAsync("Tab");
            if (!await page.Page.EvaluateAsync<bool>("name => { const e = document.activeElement; return e.id === name || e.matches(name); }", control))
                continue;
            (await page.Page.EvaluateAsync<bool>(
                "() => [document.activeElement, document.activeElement.parentElement].some(e => getComputedStyle(e).outlineStyle === 'solid')"))
                    .ShouldBeTrue(control);
            return;
        }

        throw new InvalidOperationException($"Tab does not lead to {control}.");
    }
}
