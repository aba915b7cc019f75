namespace SsmSessionLogging.Actions;

/// <summary>
/// <para type="synopsis">Removes actions on session events, with everything that registering them made.</para>
/// <para type="description">Removes the statement that registering added to the topic's or function's policy and nothing else of it, then the target, then the rule. Where a step fails, what was removed is put back, and the error says what could not be.</para>
/// <example>
///   <code>Unregister-SsmSessionAction -Name notify-ops -Region eu-west-1</code>
///   <para>Removes one action.</para>
/// </example>
/// </summary>
[Cmdlet(VerbsLifecycle.Unregister, "SsmSessionAction", DefaultParameterSetName = "Name", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SessionAction))]
public sealed class UnregisterSsmSessionActionCommand : ActionChangeCmdlet
{
    /// <summary>
    /// <para type="description">Gives the actions as they stood.</para>
    /// </summary>
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
