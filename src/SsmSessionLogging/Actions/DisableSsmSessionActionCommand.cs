namespace SsmSessionLogging.Actions;

/// <summary>Turns actions on session events off.</summary>
/// <remarks>
/// <para>The rule, its target and its permission stay; only whether EventBridge acts on events is changed. One that is off already stays as it is.</para>
/// </remarks>
/// <example>
/// Turn one action off
/// <code>Disable-SsmSessionAction notify-ops -Region eu-west-1 -PassThru</code>
/// </example>
/// <example>
/// Turn every action of a Region off
/// <code>Get-SsmSessionAction -Region eu-west-1 | Disable-SsmSessionAction -WhatIf</code>
/// </example>
/// <example>
/// Turn an action off in every Region where it is
/// <code>Disable-SsmSessionAction notify-ops -Region eu-west-* -Force</code>
/// <para>Without -Force it lists accounts and Regions and asks. Where a Region has no such action nothing happens.</para>
/// </example>
/// <seealso href="https://docs.aws.amazon.com/eventbridge/latest/userguide/">Amazon EventBridge User Guide</seealso>
/// <seealso cref="Actions.EnableSsmSessionActionCommand"/>
/// <seealso cref="Actions.GetSsmSessionActionCommand"/>
/// <seealso cref="Actions.TestSsmSessionActionCommand"/>
[Cmdlet(VerbsLifecycle.Disable, "SsmSessionAction", DefaultParameterSetName = "Name", SupportsShouldProcess = true)]
[OutputType(typeof(SessionAction))]
public sealed class DisableSsmSessionActionCommand : ActionSwitchCmdlet
{
    /// <inheritdoc/>
    private protected override bool IsEnabled => false;
}
