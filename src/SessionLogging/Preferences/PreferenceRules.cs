using SessionLogging.Preferences.Rules;

namespace SessionLogging.Preferences;

/// <summary>Judges the values of a change before anything is asked of AWS.</summary>
/// <remarks>The rules look at what is newly set only. Whether a bucket, group or key exists and is fit is for the checks to say.</remarks>
public static class PreferenceRules
{
    private static readonly Dictionary<PreferenceSetting, ValueRule[]> RulesOf = new()
    {
        [PreferenceSetting.S3BucketName] = [PlaceholderRules.Unknown, .. BucketNameRules.All],
        [PreferenceSetting.S3KeyPrefix] = [PlaceholderRules.Unknown, .. KeyPrefixRules.All],
        [PreferenceSetting.CloudWatchLogGroupName] = [PlaceholderRules.Unknown, .. LogGroupNameRules.All],
        [PreferenceSetting.KmsKeyId] = [PlaceholderRules.Unknown, KmsKeyIdRules.Shape],
        [PreferenceSetting.RunAsDefaultUser] = [ControlCharacterRules.RunAsDefaultUser],
        [PreferenceSetting.IdleSessionTimeout] = [MinutesRules.For(PreferenceSetting.IdleSessionTimeout)],
        [PreferenceSetting.MaxSessionDuration] = [MinutesRules.For(PreferenceSetting.MaxSessionDuration)],
        [PreferenceSetting.WindowsShellProfile] = [ControlCharacterRules.ShellProfile],
        [PreferenceSetting.LinuxShellProfile] = [ControlCharacterRules.ShellProfile],
    };

    /// <summary>Judges each value of an edit by the rules of its setting. Empty text always passes: it clears the setting.</summary>
    /// <param name="edit">The edit, its placeholders filled.</param>
    /// <param name="present">The document to be changed. A value that stands there already only warns.</param>
    public static RuleVerdict Judge(PreferenceEdit edit, PreferenceDocument? present = null)
    {
        var violations = new List<RuleBreach>();
        var warnings = new List<RuleBreach>();
        foreach (var value in edit.Values)
        {
            foreach (var rule in RulesBrokenBy(value))
            {
                var refused = rule.Refuses && !StandsIn(present, value);
                (refused ? violations : warnings).Add(rule.BreachBy(value));
                if (rule.Refuses)
                {
                    break;
                }
            }
        }

        return new RuleVerdict(violations, warnings);
    }

    private static IEnumerable<ValueRule> RulesBrokenBy(SettingValue value)
    {
        if (value.Value is not string { Length: > 0 } text)
        {
            return [];
        }

        if (Reference.IsIn(text))
        {
            return [ReferenceRules.For(value.Setting)];
        }

        return RulesOf[value.Setting].Where(rule => rule.IsBrokenBy(text));
    }

    private static bool StandsIn(PreferenceDocument? present, SettingValue value) =>
        present?[value.Setting] is { State: SettingState.Value or SettingState.Reference } reading
        && reading.Text == (value.Value as string);
}
