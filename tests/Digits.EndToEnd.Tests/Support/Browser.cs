using Microsoft.Playwright;

namespace Digits.EndToEnd.Tests.Support;

/// <summary>
/// A headless Chromium that is installed here, without any connection to the world; tests that want one are skipped, by name, where there is none.
/// </summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] _places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/opt/google/chrome/chrome"];
    private readonly string _profile = Directory.CreateTempSubdirectory("digits-browser-").FullName;
    private IPlaywright? _playwright;
    private IBrowserContext? _context;

    private static string? Executable =>
        Environment.GetEnvironmentVariable("DIGITS_CHROMIUM") is { Length: > 0 } given ? given : Array.Find(_places, File.Exists);

    /// <summary>Deque's rules of accessibility, as a script to put into a page.</summary>
    public static string Axe
    {
        get
        {
            string script = Repository.File("tests/Digits.EndToEnd.Tests/node_modules/axe-core/axe.min.js");
            Skip.IfNot(File.Exists(script), "axe-core is not installed: run 'npm ci' in tests/Digits.EndToEnd.Tests.");
            return script;
        }
    }

    public async Task InitializeAsync()
    {
        if (Executable is not { } executable)
            return;

        _playwright = await Playwright.CreateAsync();
        _context = await _playwright.Chromium.LaunchPersistentContextAsync(_profile, new()
        {
            ExecutablePath = executable,
            Headless = true,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync",
                // A camera that shows a test picture, and nobody who has to allow it.
                "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
            ],
        });
    }

    /// <summary>Opens a file of this machine.</summary>
    public async Task<IPage> OpenAsync(string path, int width, int height, ColorScheme colors = ColorScheme.Light)
    {
        Skip.If(_context is null, "There is no Chromium: install one, or name it in DIGITS_CHROMIUM.");
        IPage page = await _context.NewPageAsync();
        await page.SetViewportSizeAsync(width, height);
        await page.EmulateMediaAsync(new() { ColorScheme = colors });
        await page.GotoAsync(new Uri(path).AbsoluteUri);
        return page;
    }

    public async Task DisposeAsync()
    {
        if (_context is not null)
            await _context.CloseAsync();

        _playwright?.Dispose();
        Directory.Delete(_profile, recursive: true);
    }
}
