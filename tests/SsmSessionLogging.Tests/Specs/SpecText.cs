namespace SsmSessionLogging.Tests.Specs;

/// <summary>A spec written in a test: read or run as a file of its own.</summary>
internal static class SpecText
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>What in the text is not of the dialect.</summary>
    public static IReadOnlyList<SpecViolation> Violations(string text) => WithFile(text, SpecReader.Read).Violations;

    /// <summary>The full names of the text's tests, one a line.</summary>
    public static string Names(string text)
    {
        var file = WithFile(text, SpecReader.Read);
        Assert.Empty(file.Violations);
        return string.Join('\n', file.Tests.Select(test => test.FullName));
    }

    /// <summary>Runs the text's tests: their full names with how they ended.</summary>
    public static Task<IReadOnlyList<(string Name, SpecOutcome Outcome)>> RunAsync(string text) => RunAsync(text, Limit);

    /// <summary>As above with another limit.</summary>
    public static async Task<IReadOnlyList<(string Name, SpecOutcome Outcome)>> RunAsync(string text, TimeSpan limit)
    {
        var folder = Directory.CreateTempSubdirectory("spec text ");
        try
        {
            var file = SpecReader.Read(Write(folder, text));
            Assert.Empty(file.Violations);
            var outcomes = await SpecRun.RunAsync(file, limit);
            return [.. file.Tests.Select(test => test.FullName).Zip(outcomes)];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Runs code as the one test of a spec.</summary>
    public static async Task<SpecOutcome> RunItAsync(string code)
    {
        var results = await RunAsync($"Describe 'd' {{ It 'i' {{\n{code}\n}} }}");
        return results.Single().Outcome;
    }

    /// <summary>Asserts that each test of the text passes.</summary>
    public static async Task AssertPassesAsync(string text) =>
        Assert.All(await RunAsync(text), result =>
            Assert.True(result.Outcome.Passed, $"{result.Name}: {string.Join('\n', result.Outcome.Failures)}"));

    private static T WithFile<T>(string text, Func<string, T> read)
    {
        var folder = Directory.CreateTempSubdirectory("spec text ");
        try
        {
            return read(Write(folder, text));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Write(DirectoryInfo folder, string text)
    {
        var path = Path.Combine(folder.FullName, "Text.Tests.ps1");
        File.WriteAllText(path, text);
        return path;
    }
}
