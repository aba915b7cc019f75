using SessionLogging.Findings;

namespace SessionLogging.Preferences.Editing;

/// <summary>The person, or the script, who has the last word on a change.</summary>
public interface IChangeApproval
{
    /// <summary>Whether the change is only shown (<c>-WhatIf</c>): then also one that would be refused.</summary>
    bool IsRehearsal { get; }

    /// <summary>Whether a warning ends the command (<c>-WarningAction Stop</c>): then nothing that deserves one is left for after the change.</summary>
    bool StopsAtWarnings { get; }

    /// <summary>Says something that deserves attention before the change is made.</summary>
    void Warn(Finding warning);

    /// <summary>Shows the plan and asks whether to go on. Asked once; never where nothing would change.</summary>
    /// <param name="plan">The change.</param>
    /// <param name="blocking">What it would break, in a rehearsal.</param>
    Task<bool> ApproveAsync(PreferencePlan plan, IReadOnlyList<Finding> blocking);

    /// <summary>Asks whether somebody means what a plan does beyond what its command says, right before it is made. A rehearsal agrees.</summary>
    /// <param name="reason">What needs consent.</param>
    /// <exception cref="ConsentException">Nobody can be asked.</exception>
    Task<bool> ConsentAsync(Finding reason);
}
