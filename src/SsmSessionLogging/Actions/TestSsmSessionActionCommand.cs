using SessionLogging.Findings;

namespace SsmSessionLogging.Actions;

/// <summary>
/// <para type="synopsis">Looks whether actions on session events would be carried out.</para>
/// <para type="description">Looks at what lies between a session and the action: a CloudTrail trail that logs write management events and covers the Region, the rule, how it matches sample events, and whether the target lets EventBridge in. What a role allows is not looked at, and the findings say so. The findings also name the limits: a session that ends by exit or time-out makes no event, and CloudTrail takes minutes.</para>
/// <example>
///   <code>Test-SsmSessionAction -Name notify-ops -Region eu-west-1</code>
///   <para>Why did no message come?</para>
/// </example>
/// <example>
///   <code>Get-SsmSessionAction -Region eu-west-1 | Test-SsmSessionAction -Send</code>
///   <para>Sends a marked message straight to each topic. That proves the topic and its subscriptions, not the rule.</para>
/// </example>
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "SsmSessionAction", DefaultParameterSetName = "Name", SupportsShouldProcess = true)]
[OutputType(typeof(Finding))]
public sealed class TestSsmSessionActionCommand : ActionCmdlet
{
    /// <summary>
    /// <para type="description">Also sends one marked message straight to the topic, or tries the function as a dry run.</para>
    /// </summary>
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
