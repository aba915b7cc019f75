using System.Reflection;
using SessionLogging.Audits;
using SessionLogging.Findings;
using SessionLogging.Preferences.Document;

namespace SessionLogging.Tests.Audits;

public sealed class RuleCatalogTests
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
