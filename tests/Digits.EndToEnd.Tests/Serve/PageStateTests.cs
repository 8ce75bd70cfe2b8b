using Digits.EndToEnd.Tests.Support;
using Microsoft.Playwright;

namespace Digits.EndToEnd.Tests.Serve;

/// <summary>What the page of <c>digits serve</c> shows, on screens of all kinds.</summary>
public sealed class PageStateTests(Browser browser, ServerProcess server) : IClassFixture<Browser>, IClassFixture<ServerProcess>
{
    [SkippableTheory]
    [InlineData(1280, 900, ColorScheme.Light)]
    [InlineData(1280, 900, ColorScheme.Dark)]
    [InlineData(390, 844, ColorScheme.Light)]
    [InlineData(390, 844, ColorScheme.Dark)]
    public async Task Every_state_fits_the_screen_and_breaks_no_rule_of_accessibility_or_of_the_policy(int width, int height, ColorScheme colors)
    {
        await using DrawingPage page = await DrawingPage.Open(browser, server, width, height, colors);
        await page.Check("empty");
        float before = (await page.Page.Locator("#explain").BoundingBoxAsync())!.Y;
        await page.Draw(HandStrokes.Of(5, 0));
        (await page.Answer()).ShouldBe("5");
        // The answer has its place from the start: nothing moves while one draws.
        (await page.Page.Locator("#explain").BoundingBoxAsync())!.Y.ShouldBe(before, 0.5);
        await page.Page.Locator("#explain").EvaluateAsync("section => section.open = true");
        await Explained(page);
        await page.Check("digit");

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "The number 90214" }).ClickAsync();
        await page.Page.Locator("#digit", new() { HasText = "90214" }).WaitForAsync();
        await page.Page.Locator("#digits button").Nth(2).FocusAsync();
        await page.Check("number");

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "A photograph of a note" }).ClickAsync();
        await page.Page.Locator("#digit", new() { HasText = "4711" }).WaitForAsync();
        await page.Check("picture");
        await page.Page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "x.png", MimeType = "image/png", Buffer = [1, 2, 3] });
        await page.Page.GetByText("This file is not a picture").WaitForAsync();
        await page.Check("error");

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "About this model" }).ClickAsync();
        await page.Check("card");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Camera" }).ClickAsync();
        await page.Page.Locator("#shutter:enabled").WaitForAsync();
        await page.Check("camera");
    }

    [SkippableFact]
    public async Task The_network_s_maps_and_the_parts_that_count_appear_after_a_stroke()
    {
        await using DrawingPage page = await DrawingPage.Open(browser, server);
        List<string> asked = [];
        page.Page.Request += (_, request) => asked.Add(new Uri(request.Url).AbsolutePath);
        await page.Draw(HandStrokes.Of(8, 0));
        await page.Answer();
        await Explained(page);
        (await page.Page.Locator("#layers li").CountAsync()).ShouldBe(6);
        (await page.Page.Locator("#layers canvas").CountAsync()).ShouldBe(96);
        (await page.Page.Locator("#heat-note").InnerTextAsync()).ShouldContain("8");
        // Some part of the digit is colored.
        (await page.Page.EvaluateAsync<bool>(
            "() => { const d = document.getElementById('heat').getContext('2d').getImageData(0, 0, 28, 28).data; "
            + "return Array.from({ length: 784 }).some((_, i) => Math.abs(d[4 * i] - d[4 * i + 2]) > 100); }")).ShouldBeTrue();
        // However often the digit was classified while it was drawn.
        asked.Count(path => path == "/v1/explain").ShouldBe(1);
        asked.Count(path => path == "/v1/classify").ShouldBeGreaterThan(1);

        await page.Page.Keyboard.PressAsync("Escape");
        await page.Page.Locator("#explain-note:visible").WaitForAsync();
        await page.Page.Locator("#explain summary").ClickAsync();
        await page.Draw(HandStrokes.Of(1, 0));
        (await page.Answer()).ShouldBe("1");
        // Nobody looks: nothing is asked.
        asked.Count(path => path == "/v1/explain").ShouldBe(1);
    }

    [SkippableFact]
    public async Task The_model_tells_what_is_known_about_it()
    {
        await using DrawingPage page = await DrawingPage.Open(browser, server);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "About this model" }).ClickAsync();
        ILocator card = page.Page.GetByRole(AriaRole.Dialog);
        string text = await card.InnerTextAsync();
        foreach (string fact in new[] { "default", "28 × 28", "162,659", "MNIST's handwritten digits", "%", "not good at", "or that it is none of these" })
            text.ShouldContain(fact);
        await page.Page.Keyboard.PressAsync("Escape");
        (await card.IsVisibleAsync()).ShouldBeFalse();
    }

    [SkippableFact]
    public async Task Digits_that_were_read_tell_how_sure_they_are_and_what_else_they_may_be()
    {
        await using DrawingPage page = await DrawingPage.Open(browser, server);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "The number 90214" }).ClickAsync();
        await page.Page.Locator("#digit", new() { HasText = "90214" }).WaitForAsync();
        ILocator digits = page.Page.GetByRole(AriaRole.List, new() { Name = "The digits that were read" }).GetByRole(AriaRole.Button);
        (await digits.CountAsync()).ShouldBe(5);
        (await digits.First.GetAttributeAsync("aria-label")).ShouldNotBeNull().ShouldStartWith("9, ");
        (await page.Page.Locator("#spoken").InnerTextAsync()).ShouldBe("Read: 90214");

        await digits.Nth(3).FocusAsync();
        (await page.Page.Locator("#detail").InnerTextAsync()).ShouldStartWith("1: ");
        // The first digit of the sheet: its ink begins left of the middle.
        LocatorBoundingBoxResult sheet = (await page.Page.Locator("#canvas").BoundingBoxAsync())!;
        for (float x = 0; x < 1 && !(await page.Page.Locator("#detail").InnerTextAsync()).StartsWith('9'); x += 0.02f)
            await page.Page.Mouse.MoveAsync(sheet.X + (x * sheet.Width), sheet.Y + (0.5f * sheet.Height));
        (await page.Page.Locator("#digits .lit").InnerTextAsync()).ShouldBe("9");
    }

    private static Task Explained(DrawingPage page) => page.Page.Locator("#explain-body[aria-busy=false] #look").WaitForAsync();
}
