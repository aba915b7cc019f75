using System.Reflection;
using SessionLogging.Findings;

namespace SessionLogging.Tests.Findings;

/// <summary>What holds for every rule there is, in whatever table it stands.</summary>
public sealed partial class RuleTests
{
    private static readonly IReadOnlyList<Rule> Rules =
    [
        .. from type in typeof(Rule).Assembly.GetTypes()
           where !type.ContainsGenericParameters
           from field in type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly)
           from rule in field.GetValue(null) switch { Rule one => [one], IEnumerable<Rule> many => many, _ => [] }
           select rule,
    ];

    public static TheoryData<string> Ids => [.. Rules.Select(rule => rule.Id).Distinct()];

    [Fact]
    public void Ids_are_unique_over_all_subjects()
    {
        var twice = Rules.Distinct().GroupBy(rule => rule.Id).Where(rules => rules.Count() > 1).Select(rules => rules.Key);

        Assert.Empty(twice);
        Assert.True(Rules.Count > 80, $"{Rules.Count} rules were found.");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_says_what_it_looks_at_and_where_it_comes_from(string id)
    {
        var rule = Rules.First(rule => rule.Id == id);

        Assert.Matches(PascalCase(), rule.Id);
        Assert.NotEmpty(rule.LooksAt);
        Assert.All(rule.LooksAt.Append(rule.Reference), text => Assert.False(string.IsNullOrWhiteSpace(text)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_has_its_three_cases(string id)
    {
        var rule = Rules.First(rule => rule.Id == id);
        var cases = RuleCases.All.SingleOrDefault(cases => cases.Id == id);

        Assert.True(cases is not null, $"{id} has no cases: a new rule needs a row in {nameof(RuleCases)}.");
        Assert.All(RuleCase.Judge(rule, cases.Passes).Statuses, status => Assert.Equal(FindingStatus.Pass, status));
        AssertFound(rule, cases.Fails, status => status is FindingStatus.Fail or FindingStatus.Warning);
        if (cases.CannotBeTold is not Never)
        {
            Assert.Contains(FindingStatus.Unknown, RuleCase.Judge(rule, cases.CannotBeTold).Statuses);
        }
    }

    [Fact]
    public void No_case_is_of_a_rule_that_is_gone() => Assert.Empty(RuleCases.All.Select(cases => cases.Id).Except(Rules.Select(rule => rule.Id)));

    private static void AssertFound(Rule rule, object fails, Predicate<FindingStatus> isMeant)
    {
        if (fails is Never)
        {
            return;
        }

        var finding = Assert.Single(RuleCase.Judge(rule, fails).Findings);
        Assert.True(isMeant(finding.Status), $"{rule.Id} is {finding.Status}.");
        Assert.Equal((rule.Id, rule.Reference), (finding.RuleId, finding.Reference));
        Assert.True(finding.Severity <= rule.Severity, "A rule states its severity at worst.");
        Assert.All([finding.Subject, finding.Message, finding.Remediation], text => Assert.False(string.IsNullOrWhiteSpace(text)));
        Assert.DoesNotContain(finding.ToString(), char.IsControl);

        // What begins as a command does is run as it stands.
        Assert.DoesNotMatch(@"^([A-Z][a-z]+-Ssm|aws ).*(\.|;|, )", finding.Remediation);
    }

    [GeneratedRegex("^[A-Z][A-Za-z0-9]+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PascalCase();
}
