using SessionLogging.Findings;
using static SessionLogging.Findings.FindingSeverity;
using static SessionLogging.Findings.Verdict;

namespace SessionLogging.Actions.Checks;

/// <summary>The rules on registered actions, each a row.</summary>
internal static class ActionRules
{
    private const string TurnOnATrail = "Turn on a trail that covers this Region and records management events of type write.";
    private const string RegisterAgain = "Register the action again.";
    private const string TryInConsole = "Try the pattern in EventBridge's console.";

    internal static readonly Rule<ActionEvidence>[] OfRule =
    [
        new("RuleEnabled", High, ["rule"], "EventBridge API Reference, DescribeRule: State", Action, it => it.Action.State == "DISABLED"
            ? Fail($"The rule of the {Action(it)} is disabled.", $"Enable-SsmSessionAction -Name {it.Action.Name} -Region {it.Action.Region}")
            : Passed($"The rule of the {Action(it)} is enabled.")),
        new("TrailRecordsSessions", High, ["trails"], "Amazon EventBridge User Guide, AWS service events delivered via AWS CloudTrail", it => $"trails of {it.Place.Region}", it =>
            it.TrailsFailure is { } failure
                ? failure.Kind is AwsCallFailure.Denied
                    ? Unknown($"The trails could not be looked at, since {failure.Action} was denied.", $"Allow {failure.Action}, or look with other credentials.")
                    : Unknown($"The trails could not be looked at. {failure.Message}", failure.RecommendedAction ?? TurnOnATrail)
            : it.Trails.FirstOrDefault(trail => trail.Records is true) is { } trail
                ? Passed($"The trail '{trail.Arn}' is on, covers {it.Place.Region} and records these calls.") with { Place = $"trail '{trail.Arn}'" }
            : it.Trails.Any(trail => trail.Records is null)
                ? Unknown(string.Join(" ", it.Trails.Where(trail => trail.Records is null).Select(trail => trail.Doubt)), TurnOnATrail)
            : Fail($"None of the {it.TrailCount} trails that reach {it.Place.Region} is on and records these calls: EventBridge hears of no session.", TurnOnATrail))
        {
            Note = "CloudTrail hands a call to EventBridge some minutes after it was made; nothing promises how many.",
        },
        new("PatternMatchesAsIntended", High, ["event pattern"], "EventBridge API Reference, TestEventPattern", it => $"event pattern of the {Action(it)}", it =>
        {
            var wrong = it.Samples.Where(tried => tried.IsMatch != tried.Sample.IsIntended).Select(tried => $"{(tried.IsMatch is true ? "matches" : "does not match")} {tried.Sample.Name}").ToList();
            return it.SampleFailure is { } failure ? Unknown($"The pattern could not be tried. {failure.Message}", failure.RecommendedAction ?? TryInConsole)
                : it.Samples.Any(tried => tried.IsMatch is null) ? Unknown("EventBridge's answer does not say whether the pattern matches.", TryInConsole)
                : wrong.Count > 0 ? Fail($"The pattern {string.Join("; it ", wrong)}.", RegisterAgain)
                : Passed(FormattableString.Invariant($"The pattern matches what it should of {it.Samples.Count} sample events, and nothing else."));
        })
        {
            Note = "A session that ends by exit or time-out makes no call, so no action hears of it; TerminateSession is somebody's call. Get-SsmSessionReport reads when sessions end.",
        },
        new("RuleAsRegistered", High, ["rule"], "This module: what Register-SsmSessionAction writes", Action, it => it.Action.Problems.Select(problem => Fail(problem, RegisterAgain))),
    ];

    internal static readonly Rule<ActionEvidence>[] OfDelivery =
    [
        new("TargetLetsRuleIn", High, ["target's policy"], "Amazon EventBridge User Guide, Using resource-based policies", Target, it => it switch
        {
            { Target: null } => NotApplicable,
            { GrantFailure: { } failure } => NotSeen(failure, $"policy of the {Target(it)}", "EventBridge") with { Place = $"policy of the {Target(it)}" },
            { IsGranted: true } => Passed($"The {Target(it)} lets the rule in."),
            { IsGranted: false } => Fail($"The policy of the {Target(it)} lacks the statement for this rule, or has another one in its place.", RegisterAgain),
            _ => it.Action.TargetKind is { } kind && TargetKindRule.Of(kind).RoleAction is { } action
                ? Unknown($"Whether the role '{it.Action.RoleArn}' allows {action} was not looked at.", $"Look that one of the role's policies allows {action}.")
                    with { Place = $"role '{it.Action.RoleArn}'" }
                : NotApplicable,
        }),
        new("TargetAnswers", High, ["target"], "SNS API Reference, Publish; Lambda API Reference, Invoke: DryRun", Target, it => it switch
        {
            { WasTried: false } or { Target: null } => NotApplicable,
            { TryFailure: { } failure } => Fail($"The {Target(it)} could not be tried. {failure.Message}", failure.RecommendedAction ?? "Look at the target."),
            { Answer: null } => new Verdict(
                FindingStatus.NotApplicable, $"Nothing was sent: the {Target(it)} could be tried only by starting it.", "Start a session that the action is for."),
            { Action.TargetKind: ActionTargetKind.Topic } =>
                Passed($"A message marked TEST was sent straight to the {Target(it)} (id {it.Answer}). That proves the topic and not the rule."),
            _ => Passed($"A dry run of the {Target(it)} was answered: it is there and you may invoke it. It did not run, and that proves the function and not the rule."),
        }),
    ];

    /// <summary>What is to be said of an action, on the way from a session to what it does.</summary>
    internal static IEnumerable<Finding> Find(ActionEvidence evidence) =>
    [
        .. OfRule.SelectMany(rule => rule.Find(evidence)),
        .. evidence.Target is { } target ? TargetRules.Find(target) : [],
        .. OfDelivery.SelectMany(rule => rule.Find(evidence)),
    ];

    private static string Action(ActionEvidence it) => $"action '{it.Action.Name}'";

    private static string Target(ActionEvidence it) => $"target '{it.Target?.Arn}'";
}
