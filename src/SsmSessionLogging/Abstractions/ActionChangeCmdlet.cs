namespace SsmSessionLogging.Abstractions;

/// <summary>A cmdlet that changes actions that exist.</summary>
/// <remarks>
/// <para>-WhatIf shows what would be done to each action, -Confirm asks before each. Where a step fails, what the command did is taken back, and the error says what could not be: Exception.Remains lists it.</para>
/// </remarks>
public abstract class ActionChangeCmdlet : ActionCmdlet
{
    /// <summary>What prompts about actions are headed.</summary>
    private protected const string Caption = "Session actions";

    /// <summary>Does not ask where -Region has wildcards. Without it, and without -Confirm:$false, it is an error where nobody can answer (ConsentNeeded).</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    private protected override Task<bool> MayHandleAsync(IReadOnlyList<AccountOpening> openings) =>
        AgreesToSweepAsync(openings, $"the actions {string.Join(", ", Name.Select(name => $"'{name}'"))}", Caption);
}
