namespace SsmSessionLogging.Actions;

/// <summary>
/// <para type="synopsis">Turns actions on session events on.</para>
/// <para type="description">The rule, its target and its permission stay; only whether EventBridge acts on events is changed.</para>
/// <example>
///   <code>Get-SsmSessionAction -Region eu-west-1 | Enable-SsmSessionAction</code>
///   <para>Turns every action of the Region on.</para>
/// </example>
/// </summary>
[Cmdlet(VerbsLifecycle.Enable, "SsmSessionAction", DefaultParameterSetName = "Name", SupportsShouldProcess = true)]
[OutputType(typeof(SessionAction))]
public sealed class EnableSsmSessionActionCommand : ActionSwitchCmdlet
{
    /// <inheritdoc/>
    private protected override bool IsEnabled => true;
}
