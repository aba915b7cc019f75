using SsmSessionLogging.Tests.Shape;

namespace SsmSessionLogging.Tests.Help;

/// <summary>Help as people read it: through Get-Help of a real pwsh, and as pages.</summary>
[Collection("Help")]
public sealed partial class HelpTests(HelpRun run)
{
    /// <summary>The variable that has the outputs of the examples recorded instead of compared.</summary>
    private static readonly bool Records = Environment.GetEnvironmentVariable("SSM_SESSION_LOGGING_RECORD_EXAMPLES") is "1";

    private static readonly string Outputs = Repository.PathOf("src", "HelpWriter", "Outputs");

    public static TheoryData<string> Names => [.. BuiltModule.Commands.Select(command => command.Name)];

    public static TheoryData<string, int> Examples =>
        [.. Example.All.GroupBy(example => example.Cmdlet).SelectMany(cmdlet => cmdlet.Select((_, number) => (cmdlet.Key, number + 1)))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Get_Help_says_all_that_there_is_to_say_of_a_cmdlet(string name)
    {
        var help = Assert.Contains(name, run.Cmdlets);
        var command = BuiltModule.Commands.Single(command => command.Name == name);

        Assert.Multiple(
            () => Assert.Matches(@"^[A-Z][^\n]+\.$", help.Synopsis.Trim()),
            () => Assert.NotEmpty(help.Description),
            () => Assert.All(help.Description, paragraph => Assert.Matches(@"\S\.$", paragraph)),
            () => Assert.True(help.Examples.Count >= 3, $"{help.Examples.Count} examples"),
            () => Assert.All(help.Examples, title => Assert.Matches(@"^-* ?Example \d+: \S", title.Trim())),
            () => Assert.NotEmpty(help.Inputs),
            () => Assert.All(help.Inputs.Concat(help.Outputs), Assert.NotNull),
            () => Assert.NotEmpty(help.Outputs),
            () => Assert.Contains("Permissions:", help.Notes.SelectMany(note => note.Split('\n')).Select(line => line.Trim())),
            () => Assert.Contains(help.Links, link => link.StartsWith("https://docs.aws.amazon.com/", StringComparison.Ordinal)),
            () => Assert.StartsWith("https://", help.Links[0], StringComparison.Ordinal),
            () => Assert.All(help.Examples, title => Assert.Contains(title.Trim('-', ' '), help.Shown, StringComparison.Ordinal)),
            () => Assert.Equal(
                command.OwnParameters().Select(parameter => parameter.Name).Concat(ShouldProcess(command.Parameters.Keys)).Order(),
                help.Parameters.Select(parameter => parameter.Name).Order()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_parameter_is_documented_in_whole_sentences(string name) => Assert.All(run.Cmdlets[name].Parameters, parameter =>
    {
        Assert.False(string.IsNullOrEmpty(parameter.Type), $"{name} -{parameter.Name} has no type");
        Assert.True(parameter.Description.Count > 0 && Sentence().IsMatch(parameter.Description[0]), $"{name} -{parameter.Name}: '{string.Join(' ', parameter.Description)}'");
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void A_parameter_that_takes_wildcards_says_so_and_no_other(string name) => Assert.Equal(
        BuiltModule.Commands.Single(command => command.Name == name).OwnParameters()
            .Where(parameter => parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any()).Select(parameter => parameter.Name).Order(),
        run.Cmdlets[name].Parameters
            .Where(parameter => parameter.Description.Any(paragraph => Wildcards().IsMatch(paragraph))).Select(parameter => parameter.Name).Order());

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_prints_what_its_page_shows(string cmdlet, int number)
    {
        var example = Example.All.Where(example => example.Cmdlet == cmdlet).ElementAt(number - 1);
        if (!Records)
        {
            Assert.Equal(Undated(example.Output), Undated(run.PrintedBy(example)));
        }
    }

    [Fact]
    public void No_example_has_an_error()
    {
        if (Records)
        {
            Record();
        }

        Assert.True(run.Errors.Length == 0, run.Errors);
    }

    [Fact]
    public void The_pages_are_those_that_the_build_wrote()
    {
        var written = Pages(Repository.PathOf("module", "obj", "help", "docs"));
        var kept = Pages(Repository.PathOf("docs", "en-US"));

        Assert.True(
            Records || (written.Count > 0 && written.Order().SequenceEqual(kept.Order())),
            $"docs/en-US is stale: {string.Join(", ", written.Except(kept).Concat(kept.Except(written)).Select(page => page.Name).Distinct())}. build.ps1 Docs writes it anew.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_a_page_links_to_is_there(string name) => Assert.All(run.Cmdlets[name].Links.Where(link => !link.StartsWith("https://", StringComparison.Ordinal)), link =>
        Assert.True(run.Cmdlets.ContainsKey(link) || run.Topics.ContainsKey(link), $"{name} links to {link}"));

    private static IEnumerable<string> ShouldProcess(IEnumerable<string> parameters) => parameters.Where(name => name is "WhatIf" or "Confirm");

    private static List<(string Name, string Text)> Pages(string folder) => Directory.Exists(folder)
        ? [.. Directory.GetFiles(folder, "*.md").Select(file => (Path.GetFileName(file), File.ReadAllText(file).ReplaceLineEndings("\n")))]
        : [];

    private void Record()
    {
        if (Directory.Exists(Outputs))
        {
            Directory.Delete(Outputs, recursive: true);
        }

        Directory.CreateDirectory(Outputs);
        foreach (var cmdlet in Example.All.GroupBy(example => example.Cmdlet))
        {
            File.WriteAllText(
                Path.Combine(Outputs, cmdlet.Key + ".txt"),
                string.Join("\n", cmdlet.Select(example => $"PS> {example.Command}\n\n{Recorded(example)}".TrimEnd('\n') + "\n")));
        }
    }

    // What differs by its dates alone stays as it was recorded.
    private string Recorded(Example example) => Undated(example.Output) == Undated(run.PrintedBy(example)) ? example.Output : run.PrintedBy(example);

    // Dates, times of day and ids of messages are those of the recording.
    private static string Undated(string text) =>
        Moment().Replace(text, moment => Regex.Replace(moment.Value, "[0-9a-f]", "0", RegexOptions.None, TimeSpan.FromSeconds(10)));

    [GeneratedRegex(@"\(id\s[0-9a-f\s-]+\)|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Moment();

    [GeneratedRegex(@"\* and \? (as|are) wildcards|\* stands for", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Wildcards();

    [GeneratedRegex(@"^\S.*\.$|^\S.*: \S", RegexOptions.Singleline, 10_000)]
    private static partial Regex Sentence();
}

[CollectionDefinition("Help")]
public sealed class HelpCollection : ICollectionFixture<HelpRun>;
