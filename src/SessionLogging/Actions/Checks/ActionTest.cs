using SessionLogging.Actions.Policies;
using SessionLogging.Findings;

namespace SessionLogging.Actions.Checks;

/// <summary>Looks at everything between a session and what an action does, as far as it can be looked at without a session.</summary>
internal sealed class ActionTest(IAccount account, RuleReading reading)
{
    private readonly SessionAction _action = reading.ToAction();

    private string Name => $"action '{_action.Name}'";

    internal async Task<IReadOnlyList<Finding>> RunAsync(bool send, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>
        {
            Rule(),
            await TrailAsync(cancellationToken).ConfigureAwait(false),
            await PatternAsync(cancellationToken).ConfigureAwait(false),
        };
        findings.AddRange(_action.Problems.Select(problem => TargetFinding.Lost("RuleAsRegistered", Name, problem, "Register the action again.")));
        if (reading.Own is { } own)
        {
            findings.AddRange(await TargetAsync(own, cancellationToken).ConfigureAwait(false));
            findings.AddRange(await PermissionAsync(own, cancellationToken).ConfigureAwait(false));
            if (send)
            {
                findings.Add(await SendAsync(own, cancellationToken).ConfigureAwait(false));
            }
        }

        findings.AddRange(Limits());
        return findings;
    }

    private Finding Rule() => _action.State == "DISABLED"
        ? TargetFinding.Lost("RuleEnabled", Name, $"The rule of the {Name} is disabled.", $"Enable-SsmSessionAction -Name {_action.Name} -Region {_action.Region}")
        : Passed("RuleEnabled", Name, $"The rule of the {Name} is enabled.");

    private async Task<Finding> TrailAsync(CancellationToken cancellationToken)
    {
        const string Rule = "TrailRecordsSessions";
        const string Remedy = "Turn on a trail that covers this Region and records management events of type write.";
        try
        {
            var trails = await account.Trails.ListAsync(cancellationToken).ConfigureAwait(false);
            var doubts = new List<string>();
            foreach (var trail in trails.Where(trail => TrailCoverage.Covers(trail, account.Region)))
            {
                var (records, doubt) = await RecordsAsync(trail, cancellationToken).ConfigureAwait(false);
                if (records is true)
                {
                    return Passed(Rule, $"trail '{trail.Arn}'", $"The trail '{trail.Arn}' is on, covers {account.Region} and records these calls.");
                }

                if (records is null)
                {
                    doubts.Add(doubt);
                }
            }

            return doubts.Count > 0
                ? Unknown(Rule, $"trails of {account.Region}", string.Join(" ", doubts), Remedy)
                : TargetFinding.Lost(Rule, $"trails of {account.Region}", $"None of the {trails.Count} trails that reach {account.Region} is on and records these calls: EventBridge hears of no session.", Remedy);
        }
        catch (AwsCallException denial) when (denial.Kind is AwsCallFailure.Denied)
        {
            return Unknown(
                Rule, $"trails of {account.Region}", $"The trails could not be looked at, since {denial.Action} was denied.", $"Allow {denial.Action}, or look with other credentials.");
        }
    }

    /// <summary>Whether a trail is on and records the calls; <see langword="null"/>, with why, where that cannot be told. Another trail may still do.</summary>
    private async Task<(bool? Records, string Doubt)> RecordsAsync(Trail trail, CancellationToken cancellationToken)
    {
        try
        {
            if (!await account.Trails.IsLoggingAsync(trail.Arn, cancellationToken).ConfigureAwait(false))
            {
                return (false, "");
            }

            var selectors = await account.Trails.GetSelectorsAsync(trail.Arn, cancellationToken).ConfigureAwait(false);
            return (TrailCoverage.Records(selectors, _action.Filter.Events), $"Whether '{trail.Arn}' records these calls hangs on fields that are known only when a call is made.");
        }
        catch (AwsCallException failure)
        {
            return (null, $"The trail '{trail.Arn}' could not be looked at, which needs {failure.Action}. {failure.Message}");
        }
    }

    private async Task<Finding> PatternAsync(CancellationToken cancellationToken)
    {
        const string Rule = "PatternMatchesAsIntended";
        var target = $"event pattern of the {Name}";
        var wrong = new List<string>();
        var count = 0;
        foreach (var sample in SampleEvent.For(_action.Filter, reading.Place))
        {
            bool? isMatch;
            try
            {
                isMatch = await account.EventRules.TestPatternAsync(_action.Pattern, sample.Json, cancellationToken).ConfigureAwait(false);
            }
            catch (AwsCallException failure)
            {
                return Unknown(Rule, target, $"The pattern could not be tried. {failure.Message}", failure.RecommendedAction ?? "Try the pattern in EventBridge's console.");
            }

            if (isMatch is null)
            {
                return Unknown(Rule, target, "EventBridge's answer does not say whether the pattern matches.", "Try the pattern in EventBridge's console.");
            }

            count++;
            if (isMatch != sample.IsIntended)
            {
                wrong.Add($"{(isMatch.Value ? "matches" : "does not match")} {sample.Name}");
            }
        }

        return wrong.Count == 0
            ? Passed(Rule, target, FormattableString.Invariant($"The pattern matches what it should of {count} sample events, and nothing else."))
            : TargetFinding.Lost(Rule, target, $"The pattern {string.Join("; it ", wrong)}.", "Register the action again.");
    }

    private async Task<IReadOnlyList<Finding>> TargetAsync(EventTarget own, CancellationToken cancellationToken)
    {
        try
        {
            var findings = await new TargetChecks(account).LookAsync(own.Arn, _action.RoleArn, cancellationToken).ConfigureAwait(false);
            return [.. findings.Select(finding => finding.Finding)];
        }
        catch (AwsCallException failure)
        {
            return [TargetFinding.NotSeen("TargetNotSeen", $"target '{own.Arn}'", failure).Finding];
        }
    }

    private async Task<IReadOnlyList<Finding>> PermissionAsync(EventTarget own, CancellationToken cancellationToken)
    {
        const string Rule = "TargetLetsRuleIn";
        var permission = TargetPermission.Of(account, reading.Place, _action.Name, own.Arn);
        var target = $"target '{own.Arn}'";
        if (permission is null)
        {
            return _action.TargetKind is { } kind && TargetKindRule.Of(kind).RoleAction is { } action
                ? [Unknown(Rule, $"role '{_action.RoleArn}'", $"Whether the role '{_action.RoleArn}' allows {action} was not looked at.", $"Look that one of the role's policies allows {action}.")]
                : [];
        }

        try
        {
            return await permission.IsGrantedAsync(cancellationToken).ConfigureAwait(false)
                ? [Passed(Rule, target, $"The {target} lets the rule in.")]
                : [TargetFinding.Lost(Rule, target, $"The policy of the {target} lacks the statement for this rule, or has another one in its place.", "Register the action again.")];
        }
        catch (AwsCallException failure)
        {
            return [TargetFinding.NotSeen(Rule, $"policy of the {target}", failure).Finding];
        }
    }

    private async Task<Finding> SendAsync(EventTarget own, CancellationToken cancellationToken)
    {
        const string Rule = "TargetAnswers";
        var target = $"target '{own.Arn}'";
        try
        {
            switch (_action.TargetKind)
            {
                case ActionTargetKind.Topic:
                    var id = await account.Topics
                        .PublishAsync(own.Arn, "Test of a session action", $"TEST: sent by hand to try the action {_action}. No session was started, resumed or terminated.", cancellationToken)
                        .ConfigureAwait(false);
                    return Passed(Rule, target, $"A message marked TEST was sent straight to the {target} (id {id}). That proves the topic and not the rule.");
                case ActionTargetKind.Function:
                    await account.Functions.TryInvokeAsync(own.Arn, cancellationToken).ConfigureAwait(false);
                    return Passed(Rule, target, $"A dry run of the {target} was answered: it is there and you may invoke it. It did not run, and that proves the function and not the rule.");
                default:
                    return Unknown(Rule, target, $"Nothing was sent: the {target} could be tried only by starting it.", "Start a session that the action is for.");
            }
        }
        catch (AwsCallException failure)
        {
            return TargetFinding.Lost(Rule, target, $"The {target} could not be tried. {failure.Message}", failure.RecommendedAction ?? "Look at the target.");
        }
    }

    private IEnumerable<Finding> Limits()
    {
        yield return Unknown(
            "SessionEndMakesNoEvent",
            Name,
            "A session that ends by exit or time-out makes no call, so no action hears of it; TerminateSession is somebody's call.",
            "To see when sessions end, read them with Get-SsmSessionReport.");
        yield return Unknown(
            "EventsTakeMinutes",
            Name,
            "CloudTrail hands a call to EventBridge some minutes after it was made; nothing promises how many.",
            "Wait some minutes before taking an action for broken.");
    }

    private static Finding Passed(string rule, string target, string message) =>
        new() { RuleId = rule, Status = FindingStatus.Pass, Severity = FindingSeverity.High, Subject = target, Message = message, Remediation = "", Reference = "" };

    private static Finding Unknown(string rule, string target, string message, string remediation) =>
        new() { RuleId = rule, Status = FindingStatus.Unknown, Severity = FindingSeverity.High, Subject = target, Message = message, Remediation = remediation, Reference = "" };
}
