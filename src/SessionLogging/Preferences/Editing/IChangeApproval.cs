namespace SessionLogging.Preferences.Editing;

/// <summary>The person, or the script, who has the last word on a change.</summary>
public interface IChangeApproval
{
    /// <summary>Says something that deserves attention before the change is made.</summary>
    void Warn(RuleBreach warning);

    /// <summary>Shows the plan and asks whether to go on. Asked once; never where nothing would change.</summary>
    Task<bool> ApproveAsync(PreferencePlan plan);
}
