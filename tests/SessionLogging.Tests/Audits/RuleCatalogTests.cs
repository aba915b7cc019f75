using System.Reflection;
using SessionLogging.Audits;
using SessionLogging.Findings;
using SessionLogging.Preferences.Document;

namespace SessionLogging.Tests.Audits;

public sealed partial class RuleCatalogTests
{
    private static readonly IReadOnlyList<Rule> Rules =
    [
        .. from type in typeof(Rule).Assembly.GetTypes()
           where !type.ContainsGenericParameters && type != typeof(RuleCatalog)
           from field in type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly)
           from rule in field.GetValue(null) switch { Rule one => [one], IEnumerable<Rule> many => many, _ => [] }
           select rule,
    ];

    [Fact]
    public void Every_rule_there_is_can_be_read_about_once()
    {
        Assert.Equal(Rules.Select(rule => rule.Id).Distinct().Order(StringComparer.Ordinal), RuleCatalog.All.Select(rule => rule.RuleId).Order(StringComparer.Ordinal));
        Assert.All(RuleCatalog.All, rule =>
        {
            Assert.NotEmpty(rule.AskedBy);
            Assert.EndsWith(".", rule.DoesNotProve, StringComparison.Ordinal);
            Assert.All(rule.Controls, control => Assert.Contains(control, Control.Texts.Keys));
        });
    }

    [Fact]
    public void The_page_of_the_rules_is_current()
    {
        var page = File.ReadAllText(Path.Combine(Repository(), "docs", "rules.md")).Replace("\r\n", "\n", StringComparison.Ordinal);

        Assert.Equal(RulePage.Write(), page);
    }

    [Fact]
    public void Every_statement_has_a_rule_a_cmdlet_that_there_is_or_says_that_it_is_no_goal()
    {
        var cmdlets = File.ReadAllText(Path.Combine(Repository(), "SsmSessionLogging.psd1"));
        IReadOnlyList<PageStatement> all = [.. PageStatements.All, .. PageStatements.Beyond];

        Assert.Empty(all.SelectMany(statement => statement.RuleIds).Except(RuleCatalog.All.Select(rule => rule.RuleId)));
        Assert.All(all, statement =>
        {
            var named = CmdletName().Matches(statement.Answer).Select(match => match.Value).ToList();
            Assert.All(named, name => Assert.Contains($"'{name}'", cmdlets, StringComparison.Ordinal));
            Assert.True(statement.RuleIds.Count > 0 || named.Count > 0 || statement.Answer.StartsWith("No goal", StringComparison.Ordinal), statement.Text);
            Assert.EndsWith(".", statement.Text, StringComparison.Ordinal);
            Assert.EndsWith(".", statement.Answer, StringComparison.Ordinal);
        });
        Assert.All(["ECS Exec", "RDP"], text => Assert.Contains(all, statement => statement.Text.Contains(text, StringComparison.Ordinal)));
    }

    [System.Text.RegularExpressions.GeneratedRegex("[A-Z][a-z]+-Ssm[A-Za-z0-9]+", System.Text.RegularExpressions.RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial System.Text.RegularExpressions.Regex CmdletName();

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SessionLogging.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }

    [Theory]
    [InlineData("bucketmissing", 1)]
    [InlineData("Bucket*Missing", 1)]
    [InlineData("NoSuch*", 0)]
    public void Rules_are_found_by_id_and_pattern(string pattern, int expected) => Assert.Equal(expected, RuleCatalog.Of(pattern).Count);

    [Fact]
    public void An_id_that_no_rule_has_is_refused() => Assert.Equal("RuleNotFound", Assert.Throws<PreferenceRuleException>(() => RuleCatalog.Of("NoSuchRule")).Rule);

    [Fact]
    public void A_command_that_mends_belongs_to_a_rule_that_there_is() => Assert.Empty(Mending.RuleIds.Except(RuleCatalog.All.Select(rule => rule.RuleId)));
}
