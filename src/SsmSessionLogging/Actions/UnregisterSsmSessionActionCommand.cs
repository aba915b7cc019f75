using SessionLogging.Actions.Changes;

namespace SsmSessionLogging.Actions;

/// <summary>Removes actions on session events, with everything that registering them made.</summary>
/// <remarks>
/// <para>Removes the statement that registering added to the topic's or function's policy and nothing else of it, then the target, then the rule. A rule to which others gave targets is an error (ForeignTargets), and nothing is changed.</para>
/// </remarks>
/// <returns>The actions as they stood where -PassThru is given, else nothing.</returns>
/// <permission><c>events:DescribeRule</c>, <c>events:ListTargetsByRule</c>, <c>events:RemoveTargets</c>, <c>events:DeleteRule</c>, and to put back what failed <c>events:PutRule</c> and <c>events:PutTargets</c>.</permission>
/// <permission>For topics <c>sns:GetTopicAttributes</c> and <c>sns:SetTopicAttributes</c>; for functions <c>lambda:GetPolicy</c>, <c>lambda:RemovePermission</c> and <c>lambda:AddPermission</c>.</permission>
/// <example>
/// See first what would be removed
/// <code>Unregister-SsmSessionAction notify-ops -Region eu-west-1 -WhatIf</code>
/// </example>
/// <example>
/// Remove one action
/// <code>Unregister-SsmSessionAction notify-ops -Region eu-west-1 -PassThru</code>
/// </example>
/// <example>
/// Remove every action of a Region
/// <code>Get-SsmSessionAction -Region eu-west-1 | Unregister-SsmSessionAction</code>
/// </example>
/// <seealso href="https://docs.aws.amazon.com/eventbridge/latest/userguide/">Amazon EventBridge User Guide</seealso>
/// <seealso cref="Actions.RegisterSsmSessionActionCommand"/>
/// <seealso cref="Actions.GetSsmSessionActionCommand"/>
/// <seealso cref="Actions.DisableSsmSessionActionCommand"/>
[Cmdlet(VerbsLifecycle.Unregister, "SsmSessionAction", DefaultParameterSetName = "Name", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SessionAction))]
public sealed class UnregisterSsmSessionActionCommand : ActionChangeCmdlet
{
    /// <summary>Gives the actions as they stood.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override async Task HandleAsync(SessionActions actions, string name, CancellationToken cancellationToken)
    {
        var action = await actions.FindAsync(name, cancellationToken).ConfigureAwait(false);
        var text = $"Remove the action {action} {(action.TargetArn is null ? "without a target" : "on " + action.TargetArn)}.";
        if (action.TargetArn is null)
        {
            Pipeline.Warning(
                $"The action {action} has lost its target, so nothing tells whose policy may still let its rule in: look for {action.RuleArn} in the policies of your topics and functions.");
        }

        if (!await Pipeline.ShouldProcessAsync(text, text, Caption).ConfigureAwait(false))
        {
            return;
        }

        await actions.UnregisterAsync(name, cancellationToken).ConfigureAwait(false);
        if (PassThru)
        {
            Pipeline.Write(action);
        }
    }
}
