namespace SessionLogging.Tests.Logs.Terminal;

/// <summary>The escape-sequence fixtures of xterm.js (MIT), read where they lie beside the project.</summary>
public sealed class XtermFixtureTests
{
    private static readonly TerminalSize Window = new(80, 25);

    /// <summary>Fixtures whose screen differs, with the reason.</summary>
    private static readonly Dictionary<string, string> Different = new(StringComparer.Ordinal);

    private static readonly string? Folder = FindFolder();

    public static TheoryData<string> Names =>
        Folder is null ? [""] : [.. Directory.EnumerateFiles(Folder, "*.in").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_screen_is_that_of_xterm(string name)
    {
        Assert.SkipWhen(Folder is null, "The fixtures of xterm.js are not beside this clone (shared/corpus/terminal).");
        if (Different.TryGetValue(name, out var reason))
        {
            Assert.Skip(reason);
        }
        // The driver of a pseudo-terminal put a carriage return before each line feed.
        var output = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(Folder!, name + ".in"))).Replace("\n", "\r\n", StringComparison.Ordinal));
        var text = new TerminalText(Window);

        text.Write(output);

        var shown = File.ReadAllText(Path.Combine(Folder!, name + ".text")).Split('\n')[..Window.Rows];
        Assert.Equal(shown.Select(row => row.TrimEnd()), text.Screen);
    }

    private static string? FindFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var fixtures = Path.Combine(folder.FullName, "shared", "corpus", "terminal");
            if (Directory.Exists(fixtures))
            {
                return fixtures;
            }
        }

        return null;
    }
}
