using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(SessionLogging.Browser.Tests.Chromium))]

namespace SessionLogging.Browser.Tests;

/// <summary>The system's Chromium, started once.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (Array.Find(Places, File.Exists) is not { } program)
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Headless = true, Args = Arguments });
    }

    /// <summary>A window of its own on a file.</summary>
    public async Task<OpenPage> OpenAsync(string file, ColorScheme scheme = ColorScheme.Light, bool withScript = true, int width = 1280)
    {
        Assert.SkipWhen(_browser is null, $"No Chromium is installed: none of {string.Join(", ", Places)} is there.");
        var context = await _browser!.NewContextAsync(new()
        {
            ColorScheme = scheme,
            JavaScriptEnabled = withScript,
            ViewportSize = new() { Width = width, Height = 900 },
        });
        return await OpenPage.AtAsync(context, file);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
