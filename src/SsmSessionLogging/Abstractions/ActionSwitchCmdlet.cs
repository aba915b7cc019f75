namespace SsmSessionLogging.Abstractions;

/// <summary>A cmdlet that turns actions on or off.</summary>
public abstract class ActionSwitchCmdlet : ActionChangeCmdlet
{
    /// <summary>
    /// <para type="description">Gives the actions as they stand then.</para>
    /// </summary>
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
