namespace SsmSessionLogging.Actions;

/// <summary>Turns actions on session events on.</summary>
/// <remarks>
/// <para>The rule, its target and its permission stay; only whether EventBridge acts on events is changed. One that is on already stays as it is.</para>
/// </remarks>
/// <example>
/// Turn one action on
/// <code>Enable-SsmSessionAction notify-ops -Region eu-west-1 -PassThru</code>
/// </example>
/// <example>
/// Turn every action of a Region on
/// <code>Get-SsmSessionAction -Region eu-west-1 | Enable-SsmSessionAction -WhatIf</code>
/// </example>
/// <example>
/// Turn an action on in every Region where it is
/// <code>Enable-SsmSessionAction notify-ops -Region eu-west-* -Force</code>
/// <para>Without -Force it lists accounts and Regions and asks. Where a Region has no such action nothing happens.</para>
/// </example>
/// <seealso href="https://docs.aws.amazon.com/eventbridge/latest/userguide/">Amazon EventBridge User Guide</seealso>
/// <seealso cref="Actions.DisableSsmSessionActionCommand"/>
/// <seealso cref="Actions.GetSsmSessionActionCommand"/>
/// <seealso cref="Actions.TestSsmSessionActionCommand"/>
[Cmdlet(VerbsLifecycle.Enable, "SsmSessionAction", DefaultParameterSetName = "Name", SupportsShouldProcess = true)]
[OutputType(typeof(SessionAction))]
public sealed class EnableSsmSessionActionCommand : ActionSwitchCmdlet
{
    /// <inheritdoc/>
    private protected override bool IsEnabled => true;
}
