using SessionLogging.Actions.Changes;
using SessionLogging.Findings;

namespace SsmSessionLogging.Actions;

/// <summary>Looks whether actions on session events would be carried out.</summary>
/// <remarks>
/// <para>Looks at what lies between a session and the action: a CloudTrail trail that logs write management events and covers the Region, the rule, how it matches sample events, and whether the target lets EventBridge in. What a role allows is not looked at, and the findings say so. The findings also name the limits: a session that ends by exit or time-out makes no event, and CloudTrail takes minutes.</para>
/// <para>Each finding has a RuleId, a Status (Pass, Fail, Warning or Unknown), a Severity, a Message and a Remediation. -WhatIf and -Confirm are about what -Send sends; without it nothing is changed or sent.</para>
/// </remarks>
/// <permission><c>events:DescribeRule</c>, <c>events:ListTargetsByRule</c>, <c>events:TestEventPattern</c>; <c>cloudtrail:DescribeTrails</c>, <c>cloudtrail:GetTrailStatus</c>, <c>cloudtrail:GetEventSelectors</c>; and the looks of Register-SsmSessionAction: <c>sns:GetTopicAttributes</c>, <c>lambda:GetPolicy</c>, <c>iam:GetRole</c>, <c>kms:DescribeKey</c>, <c>kms:GetKeyPolicy</c>, <c>codepipeline:GetPipeline</c>, <c>ssm:DescribeDocument</c>, by the kind of target. What is denied is a finding.</permission>
/// <permission>With -Send <c>sns:Publish</c> or <c>lambda:InvokeFunction</c>.</permission>
/// <example>
/// Why did no message come?
/// <code>Test-SsmSessionAction notify-ops -Region eu-west-1</code>
/// </example>
/// <example>
/// Only what is wrong or not known, with what to do
/// <code>
/// Get-SsmSessionAction -Region eu-west-1 | Test-SsmSessionAction |
///     Where-Object Status -ne Pass | Format-List Name, RuleId, Message, Remediation
/// </code>
/// </example>
/// <example>
/// Send a marked message straight to the topic
/// <code>Test-SsmSessionAction notify-ops -Send -Region eu-west-1 | Where-Object RuleId -eq TargetAnswers | Format-List RuleId, Status, Message</code>
/// <para>That proves the topic and its subscriptions, not the rule.</para>
/// </example>
/// <seealso href="https://docs.aws.amazon.com/eventbridge/latest/userguide/">Amazon EventBridge User Guide</seealso>
/// <seealso href="https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html">Amazon SNS: encrypted topics and event sources</seealso>
/// <seealso cref="Actions.RegisterSsmSessionActionCommand"/>
/// <seealso cref="Actions.GetSsmSessionActionCommand"/>
[Cmdlet(VerbsDiagnostic.Test, "SsmSessionAction", DefaultParameterSetName = "Name", SupportsShouldProcess = true)]
[OutputType(typeof(Finding))]
public sealed class TestSsmSessionActionCommand : ActionCmdlet
{
    /// <summary>Also sends one marked message straight to the topic, or tries the function as a dry run.</summary>
    [Parameter]
    public SwitchParameter Send { get; set; }

    /// <inheritdoc/>
    private protected override async Task HandleAsync(SessionActions actions, string name, CancellationToken cancellationToken)
    {
        var text = $"Send a marked message to the target of the action '{name}'.";
        var sends = Send && await Pipeline.ShouldProcessAsync(text, text, "Session actions").ConfigureAwait(false);
        foreach (var finding in await actions.TestAsync(name, sends, cancellationToken).ConfigureAwait(false))
        {
            Pipeline.Write(finding);
        }
    }
}
