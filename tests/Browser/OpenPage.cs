using Microsoft.Playwright;

namespace SessionLogging.Browser.Tests;

/// <summary>A report in a window, and everything that it did which a report must not do.</summary>
public sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    private OpenPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) => Said.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => Said.Add($"error: {error}");
        page.Dialog += async (_, dialog) =>
        {
            Said.Add($"dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
        page.Request += (_, request) => Requests.Add(request.Url);
    }

    public IPage Page { get; }

    /// <summary>What came to the console, errors and dialogs.</summary>
    public List<string> Said { get; } = [];

    /// <summary>What was asked for.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>The line that says how many sessions are shown.</summary>
    public ILocator Status => Page.Locator("#status");

    public ILocator Rows => Page.Locator("#rows > tr:not(.details)");

    /// <summary>What opens a session's details.</summary>
    public ILocator Details => Page.GetByRole(AriaRole.Button, new() { Name = "Details of session" });

    public static async Task<OpenPage> AtAsync(IBrowserContext context, string file)
    {
        var opened = new OpenPage(context, await context.NewPageAsync());
        await opened.Page.GotoAsync(new Uri(file).AbsoluteUri);
        return opened;
    }

    public Task<string> FigureAsync(string id) => Page.Locator($"#{id} .value").InnerTextAsync();

    /// <summary>A column of the rows shown; 1 is the first.</summary>
    public async Task<IReadOnlyList<string>> ColumnAsync(int number) =>
        await Page.EvaluateAsync<string[]>($"[...document.querySelectorAll('#rows > tr:not(.details) > td:nth-child({number})')].map(cell => cell.firstChild?.textContent ?? '')");

    /// <summary>Searches, and waits until the page says what it found.</summary>
    public async Task SearchAsync(string words, string found)
    {
        await Page.GetByRole(AriaRole.Searchbox).FillAsync(words);
        await Assertions.Expect(Status).ToHaveTextAsync(found);
    }

    public async Task SortAsync(string head) => await Page.GetByRole(AriaRole.Button, new() { Name = head, Exact = true }).ClickAsync();

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
