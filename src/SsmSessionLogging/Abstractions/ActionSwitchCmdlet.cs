using SessionLogging.Actions.Changes;

namespace SsmSessionLogging.Abstractions;

/// <summary>A cmdlet that turns actions on or off.</summary>
/// <returns>The actions as they stand then where -PassThru is given, else nothing.</returns>
/// <permission><c>events:DescribeRule</c>, <c>events:ListTargetsByRule</c>, <c>events:EnableRule</c> and <c>events:DisableRule</c>.</permission>
public abstract class ActionSwitchCmdlet : ActionChangeCmdlet
{
    /// <summary>Gives the actions as they stand then.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Whether the actions are to be on.</summary>
    private protected abstract bool IsEnabled { get; }

    /// <inheritdoc/>
    private protected override async Task HandleAsync(SessionActions actions, string name, CancellationToken cancellationToken)
    {
        var action = await actions.FindAsync(name, cancellationToken).ConfigureAwait(false);
        var text = $"Turn {(IsEnabled ? "on" : "off")} the action {action}.";
        if (!await Pipeline.ShouldProcessAsync(text, text, Caption).ConfigureAwait(false))
        {
            return;
        }

        var now = await actions.SetEnabledAsync(name, IsEnabled, cancellationToken).ConfigureAwait(false);
        if (PassThru)
        {
            Pipeline.Write(now);
        }
    }
}
