using System.Diagnostics;
using Digits.EndToEnd.Tests.Support;
using Microsoft.Playwright;

namespace Digits.EndToEnd.Tests.Serve;

/// <summary>The description of the API: for people in a browser, for programs by a linter.</summary>
public sealed class ApiPageTests(Browser browser, ServerProcess server) : IClassFixture<Browser>, IClassFixture<ServerProcess>
{
    [SkippableFact]
    public async Task The_page_of_the_API_lists_it_without_a_network_and_keeps_to_its_policy()
    {
        IPage page = await browser.OpenAsync(await server.Address, 1280, 900, ColorScheme.Light);
        List<string> complaints = [];
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                complaints.Add(message.Text);
        };
        await page.GotoAsync($"{await server.Address}/api/");
        await page.GetByText("Reads all digits in pictures").First.WaitForAsync();
        await page.GetByText("/v1/classify").First.WaitForAsync();
        if (Environment.GetEnvironmentVariable("DIGITS_SCREENSHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, "serve-api.png") });
        complaints.ShouldBeEmpty();
        await page.CloseAsync();
    }

    [SkippableFact]
    public async Task The_description_of_the_API_has_no_fault_that_a_linter_finds()
    {
        string linter = Repository.File("tests/Digits.EndToEnd.Tests/node_modules/.bin/redocly");
        Skip.IfNot(File.Exists(linter), "Redocly's linter is not installed: npm ci --ignore-scripts in tests/Digits.EndToEnd.Tests");
        using TempFolder folder = new();
        using HttpClient client = new();
        await File.WriteAllTextAsync(folder["openapi.json"], await client.GetStringAsync($"{await server.Address}/openapi.json"));
        ProcessStartInfo start = new(linter, ["lint", "openapi.json", "--extends", "recommended"])
        {
            WorkingDirectory = folder.Path,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["REDOCLY_TELEMETRY"] = "off";
        start.Environment["REDOCLY_SUPPRESS_UPDATE_NOTICE"] = "true";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, await output + await error);
    }
}
