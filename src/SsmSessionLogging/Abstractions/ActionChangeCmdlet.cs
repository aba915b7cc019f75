namespace SsmSessionLogging.Abstractions;

/// <summary>A cmdlet that changes actions that exist.</summary>
public abstract class ActionChangeCmdlet : ActionCmdlet
{
    /// <summary>What prompts about actions are headed.</summary>
    private protected const string Caption = "Session actions";

    /// <summary>
    /// <para type="description">Does not ask where -Region is a pattern. Without it, and without -Confirm:$false, it is an error where nobody can answer.</para>
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    private protected override Task<bool> MayHandleAsync(IReadOnlyList<AccountOpening> openings) =>
        AgreesToSweepAsync(openings, $"the actions {string.Join(", ", Name.Select(name => $"'{name}'"))}", Caption);
}
