using SsmSessionLogging.Tests.Shape;

namespace SsmSessionLogging.Tests.Help;

/// <summary>The about topics, and that the list of errors is whole.</summary>
[Collection("Help")]
public sealed partial class TopicTests(HelpRun run)
{
    private const string Errors = "about_SsmSessionLogging_Errors";

    /// <summary>Literals that stand as ids do and are none: operations, members and settings.</summary>
    private static readonly string[] NoIds =
    [
        "AsEvent", "DescribeSessions", "DocumentName", "FailedEntry", "GetEventSelectors", "GetPolicy", "GetRole", "GetTrailStatus", "InputObject",
        "ListAliases", "ListBuckets", "ListObjectsV2", "RemovePermission", "RunAsEnabled", "SendCommand", "SessionType", "SsmSessionAction", "TrailName",
    ];

    private static readonly string[] Topics = [.. Directory.GetFiles(Repository.PathOf("module", "en-US"), "about_*.help.txt").Select(Name)];

    public static TheoryData<string> Names => [.. Topics];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_topic_fits_80_columns_and_Get_Help_finds_it(string name)
    {
        var lines = File.ReadAllLines(PathOf(name));

        Assert.Multiple(
            () => Assert.All(lines.Where(line => !line.Contains("https://", StringComparison.Ordinal)), line => Assert.InRange(line.Length, 0, 80)),
            () => Assert.All(lines, line => Assert.DoesNotMatch(@"[^ -~]|\s$", line)),
            () => Assert.Equal(["TOPIC", $"    {name}", "", "SHORT DESCRIPTION"], lines[..4]),
            () => Assert.Contains("SEE ALSO", run.Topics[name], StringComparison.Ordinal));
    }

    [Fact]
    public void The_topics_name_every_cmdlet_and_no_other_topic_than_there_is()
    {
        var text = string.Concat(Topics.Select(topic => File.ReadAllText(PathOf(topic))));

        Assert.Multiple(
            () => Assert.All(run.Cmdlets.Keys.Where(name => !name.EndsWith("able-SsmSessionAction", StringComparison.Ordinal)), name => Assert.Contains(name, text, StringComparison.Ordinal)),
            () => Assert.Empty(TopicName().Matches(text).Select(match => match.Value).Except(Topics)),
            () => Assert.Empty(CmdletName().Matches(text).Select(match => match.Value).Except(run.Cmdlets.Keys)));
    }

    [Fact]
    public void Every_error_id_and_rule_id_is_listed_and_no_other()
    {
        var listed = File.ReadAllLines(PathOf(Errors)).Where(line => IdLine().IsMatch(line)).SelectMany(line => Word().Matches(line)).Select(match => match.Value).ToList();
        var sources = string.Concat(Sources().Select(File.ReadAllText));

        Assert.Multiple(
            () => Assert.Empty(UsedIds().Except(listed).Order()),
            () => Assert.Empty(listed.GroupBy(id => id).Where(id => id.Count() > 1).Select(id => id.Key)),
            () => Assert.DoesNotContain(listed, id => !sources.Contains(id.EndsWith("Range", StringComparison.Ordinal) ? id[..^5] : id, StringComparison.Ordinal)));
    }

    /// <summary>
    /// Literals before a sentence in the same statement, which is how errors and findings are made; what stands where an id is assigned; and the
    /// enumerations whose names are ids.
    /// </summary>
    private static IEnumerable<string> UsedIds() =>
        Sources().Select(File.ReadAllText).SelectMany(source => BeforeSentence().Matches(source).Where(match => Sentence().IsMatch(Statement(source, match.Index + match.Length)))
            .Concat(Assigned().Matches(source)).Select(match => match.Groups["id"].Value))
        .Except(NoIds)
        .Concat(NamesOf("SessionLogging.Accounts.AwsCallCause").Except(["Unstated"]))
        .Concat(["SessionsRefused", "LogsLost"]);

    private static string[] NamesOf(string enumeration) => Enum.GetNames(
        BuiltModule.Commands.SelectMany(command => command.ImplementingType.Assembly.GetReferencedAssemblies()).Where(assembly => assembly.Name == "SessionLogging")
            .Select(assembly => AppDomain.CurrentDomain.GetAssemblies().First(loaded => loaded.GetName().Name == assembly.Name)).First().GetType(enumeration, throwOnError: true)!);

    private static string Statement(string source, int start)
    {
        var rest = source.Substring(start, Math.Min(700, source.Length - start));
        var end = rest.IndexOf(";\n", StringComparison.Ordinal);
        return end < 0 ? rest : rest[..end];
    }

    private static IEnumerable<string> Sources() =>
        from project in new[] { "SessionLogging", "SessionLogging.Aws", "SessionLogging.Rendering", "SsmSessionLogging" }
        from file in Directory.GetFiles(Repository.PathOf("src", project), "*.cs", SearchOption.AllDirectories)
        where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        select file;

    private static string PathOf(string topic) => Repository.PathOf("module", "en-US", topic + ".help.txt");

    private static string Name(string path) => Path.GetFileName(path).Replace(".help.txt", "", StringComparison.Ordinal);

    private const string IdPattern = "[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+";

    [GeneratedRegex($"\"(?<id>{IdPattern})\"\\s*,", RegexOptions.None, 10_000)]
    private static partial Regex BeforeSentence();

    [GeneratedRegex("\"[^\"\\n]*[a-z] [^\"\\n]* [^\"\\n]*\"", RegexOptions.None, 10_000)]
    private static partial Regex Sentence();

    [GeneratedRegex($"(?:ErrorId =>|RuleId =|Rule =|[?] |=> |Breach\\(|NotSeen\\(|NotSeen.Of\\([^\"]*)\\s*\"(?<id>{IdPattern})\"", RegexOptions.None, 10_000)]
    private static partial Regex Assigned();

    [GeneratedRegex("^    [A-Z][A-Za-z]+(, [A-Z][A-Za-z]+)*,?$", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex IdLine();

    [GeneratedRegex("[A-Za-z]+", RegexOptions.None, 10_000)]
    private static partial Regex Word();

    [GeneratedRegex("about_SsmSessionLogging\\w*", RegexOptions.None, 10_000)]
    private static partial Regex TopicName();

    [GeneratedRegex("\\b[A-Z][a-z]+-Ssm[A-Za-z0-9]+", RegexOptions.None, 10_000)]
    private static partial Regex CmdletName();
}
