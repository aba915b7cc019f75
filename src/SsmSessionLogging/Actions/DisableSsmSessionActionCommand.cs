namespace SsmSessionLogging.Actions;

/// <summary>
/// <para type="synopsis">Turns actions on session events off.</para>
/// <para type="description">The rule, its target and its permission stay; only whether EventBridge acts on events is changed.</para>
/// <example>
///   <code>Get-SsmSessionAction -Region eu-west-1 | Disable-SsmSessionAction</code>
///   <para>Turns every action of the Region off.</para>
/// </example>
/// </summary>
[Cmdlet(VerbsLifecycle.Disable, "SsmSessionAction", DefaultParameterSetName = "Name", SupportsShouldProcess = true)]
[OutputType(typeof(SessionAction))]
public sealed class DisableSsmSessionActionCommand : ActionSwitchCmdlet
{
    /// <inheritdoc/>
    private protected override bool IsEnabled => false;
}
