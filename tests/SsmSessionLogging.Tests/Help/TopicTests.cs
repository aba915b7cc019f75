using System.Management.Automation.Language;
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
        "AllowUnencrypted", "AsEvent", "CloudTrail", "OnlyLoggedSessions", "PrincipalArn", "SimulatePrincipalPolicy", "DescribeInstances", "DescribeLogGroups", "DescribeSessions", "DocumentType", "ListDocuments", "LookupEvents", "DocumentName", "FailedEntry", "FilterLogEvents", "GetEventSelectors", "GetLogEvents", "GetObject", "GetPolicy", "GetPublicKey", "GetRole", "GetTrailStatus", "InputObject",
        "ListAliases", "ListBuckets", "ListObjectsV2", "ListOrganizationalUnitsForParent", "ListTopics", "RemovePermission", "RoleName", "RuleId", "RunAsEnabled", "SendCommand", "SessionType", "ShellProfile", "SsmSessionAction", "TrailName",
    ];

    /// <summary>What stands in parentheses as ids do: a property of a receipt, and calls.</summary>
    private static readonly string[] OtherNames = ["TargetCheckSkipped", "StartSession", "ResumeSession", "TerminateSession"];

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
    public void Every_error_id_that_the_help_of_a_cmdlet_names_is_listed()
    {
        var text = string.Join('\n', run.Cmdlets.Values.SelectMany(cmdlet => cmdlet.Parameters.SelectMany(parameter => parameter.Description).Concat(cmdlet.Description).Concat(cmdlet.Notes)));
        var named = InParentheses().Matches(text).Select(match => match.Groups["id"].Value).Distinct().Except(OtherNames).ToList();

        Assert.InRange(named.Count, 15, 200);
        Assert.Empty(named.Except(Listed()));
    }

    /// <summary>What the library lists and the help repeats.</summary>
    [Fact]
    public void Every_log_status_is_explained_and_every_field_of_a_message_is_named()
    {
        var fields = (IEnumerable<object>)Library("SessionLogging.Actions.MessageField").GetProperty("All")!.GetValue(null)!;
        var names = fields.Select(field => (string)field.GetType().GetProperty("Name")!.GetValue(field)!).ToList();
        var message = string.Join(' ', run.Cmdlets["Register-SsmSessionAction"].Parameters.Single(parameter => parameter.Name == "Message").Description);
        var statuses = NamesOf("SessionLogging.Sessions.LogStatus");

        Assert.Equal(statuses.Order(), File.ReadAllLines(PathOf("about_SsmSessionLogging")).Select(line => line.Trim()).Intersect(statuses).Order());
        Assert.Contains($"angle brackets: {string.Join(", ", names)}.", message, StringComparison.Ordinal);
    }

    /// <summary>What a person types out of a topic or the README is a command with parameters that there are.</summary>
    [Fact]
    public void The_commands_in_topics_and_in_the_README_are_there_with_their_parameters()
    {
        var commands = Topics.Select(topic => Indented(File.ReadAllText(PathOf(topic)))).Append(Fenced(File.ReadAllText(Repository.PathOf("README.md"))))
            .SelectMany(text => Parser.ParseInput(text, out _, out _).FindAll(ast => ast is CommandAst, searchNestedScriptBlocks: true)).Cast<CommandAst>()
            .Where(command => command.GetCommandName()?.Contains("-Ssm", StringComparison.Ordinal) is true)
            .ToList();

        Assert.InRange(commands.Count, 50, 1000);
        Assert.All(commands, command =>
        {
            var known = BuiltModule.Commands.Single(cmdlet => cmdlet.Name == command.GetCommandName());
            Assert.All(command.CommandElements.OfType<CommandParameterAst>(), given => Assert.Contains(
                known.Parameters.Values, parameter => parameter.Name == given.ParameterName || parameter.Aliases.Contains(given.ParameterName)));
        });
    }

    [Fact]
    public void Every_error_id_and_rule_id_is_listed_and_no_other()
    {
        var listed = Listed();
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

    private static string[] NamesOf(string enumeration) => Enum.GetNames(Library(enumeration));

    private static Type Library(string type) => BuiltModule.Commands.SelectMany(command => command.OutputType).Select(output => output.Type)
        .First(output => output?.Namespace?.StartsWith("SessionLogging.", StringComparison.Ordinal) is true).Assembly.GetType(type, throwOnError: true)!;

    private static List<string> Listed() =>
        [.. File.ReadAllLines(PathOf(Errors)).Where(line => IdLine().IsMatch(line)).SelectMany(line => Word().Matches(line)).Select(match => match.Value)];

    private static string Indented(string topic) =>
        string.Join('\n', topic.Split('\n').Where(line => line.StartsWith("        ", StringComparison.Ordinal)).Select(line => line[8..]));

    private static string Fenced(string page) => string.Join('\n', Fence().Matches(page).Select(match => match.Groups["code"].Value));

    private static string Statement(string source, int start)
    {
        var rest = source.Substring(start, Math.Min(700, source.Length - start));
        var end = rest.IndexOf(";\n", StringComparison.Ordinal);
        return end < 0 ? rest : rest[..end];
    }

    private static IEnumerable<string> Sources() =>
        from project in new[] { "SessionLogging", "SessionLogging.Aws", "SessionLogging.Rendering", "SsmSessionLogging" }
        from file in Directory.GetFiles(Repository.PathOf("src", project), "*.cs", SearchOption.AllDirectories)
        let folders = Path.GetDirectoryName(file)!.Split(Path.DirectorySeparatorChar)
        // What stands above columns is no id.
        where !folders.Contains("obj") && !folders.Contains("Views")
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

    [GeneratedRegex("```powershell\\r?\\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Fence();

    [GeneratedRegex($"\\((?<id>{IdPattern})\\)|\\((?<id>{IdPattern}), ", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex InParentheses();

    [GeneratedRegex("[A-Za-z]+", RegexOptions.None, 10_000)]
    private static partial Regex Word();

    [GeneratedRegex("about_SsmSessionLogging\\w*", RegexOptions.None, 10_000)]
    private static partial Regex TopicName();

    [GeneratedRegex("\\b[A-Z][a-z]+-Ssm[A-Za-z0-9]+", RegexOptions.None, 10_000)]
    private static partial Regex CmdletName();
}
