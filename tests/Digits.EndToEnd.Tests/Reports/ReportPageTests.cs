using Digits.EndToEnd.Tests.Support;
using Microsoft.Playwright;

namespace Digits.EndToEnd.Tests.Reports;

/// <summary>The report that <c>train</c> leaves, as a reader's browser shows it.</summary>
[Collection(SmallSetCollection.Name)]
public class ReportPageTests(SmallSet set, Browser browser) : IClassFixture<Browser>
{
    private string Report => Path.Combine(Path.GetDirectoryName(set.Model)!, "report.html");

    [SkippableTheory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Nobody_is_shut_out(int width, ColorScheme colors)
    {
        string axe = Browser.Axe;
        IPage page = await browser.OpenAsync(Report, width, 900, colors);
        await page.AddScriptTagAsync(new() { Path = axe });

        string[] faults = await page.EvaluateAsync<string[]>(
            """
            async () => (await axe.run()).violations
                .filter(fault => fault.impact === 'serious' || fault.impact === 'critical')
                .map(fault => `${fault.id}: ${fault.help}: ${fault.nodes.slice(0, 3).map(node => node.html.slice(0, 200)).join(' | ')}`)
            """);

        faults.ShouldBeEmpty();
        await page.CloseAsync();
    }

    [SkippableTheory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task The_page_is_as_wide_as_the_window(int width)
    {
        IPage page = await browser.OpenAsync(Report, width, 900);

        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
        await page.CloseAsync();
    }

    [SkippableFact]
    public async Task Every_picture_and_table_fits_on_a_sheet_of_paper()
    {
        // A4 less margins of 14 mm: 182 x 269 mm, at 96 pixels an inch.
        IPage page = await browser.OpenAsync(Report, width: 688, height: 1017);
        await page.EmulateMediaAsync(new() { Media = Media.Print });

        string[] tooLarge = await page.EvaluateAsync<string[]>(
            """
            [...document.querySelectorAll('figure, table')]
                .map(element => ({ element, box: element.getBoundingClientRect() }))
                .filter(({ box }) => box.height > 1017 || box.right > 690)
                .map(({ element, box }) => `${element.textContent.trim().slice(0, 60)}: ${box.width} x ${box.height}`)
            """);

        tooLarge.ShouldBeEmpty();
        await page.CloseAsync();
    }

    [SkippableFact]
    public async Task It_asks_for_nothing_from_elsewhere()
    {
        IPage page = await browser.OpenAsync(Report, 1280, 900);
        List<string> requests = [];
        page.Request += (_, request) => requests.Add(request.Url);

        await page.ReloadAsync(new() { WaitUntil = WaitUntilState.NetworkIdle });

        requests.Where(url => !url.StartsWith("data:", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldEndWith("report.html");
        await page.CloseAsync();
    }
}
