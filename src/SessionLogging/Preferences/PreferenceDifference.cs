namespace SessionLogging.Preferences;

/// <summary>How two Session documents differ in their settings: meaning apart from spelling.</summary>
public sealed class PreferenceDifference
{
    private PreferenceDifference(IReadOnlyList<SettingChange> changes, IReadOnlyList<string> respelled)
    {
        Changes = changes;
        Respelled = respelled;
    }

    /// <summary>The settings that mean something else. <c>"true"</c> means <c>true</c>, absent means empty or false.</summary>
    public IReadOnlyList<SettingChange> Changes { get; }

    /// <summary>The names of the settings that mean the same and are spelled otherwise, also where only one side spells them out.</summary>
    public IReadOnlyList<string> Respelled { get; }

    /// <summary>Compares two documents, setting by setting in the order of <see cref="PreferenceSetting.All"/>.</summary>
    /// <param name="before">A document; <see langword="null"/> where there is none, which means that every setting is absent.</param>
    /// <param name="after">A document, or <see langword="null"/>.</param>
    public static PreferenceDifference Between(PreferenceDocument? before, PreferenceDocument? after)
    {
        var changes = new List<SettingChange>();
        var respelled = new List<string>();
        foreach (var setting in PreferenceSetting.All)
        {
            var (old, now) = (SettingReader.In(before, setting), SettingReader.In(after, setting));
            if (!old.MeansSameAs(now, setting.Kind))
            {
                changes.Add(new SettingChange(setting.Name, old.MeaningAs(setting.Kind), now.MeaningAs(setting.Kind)));
            }
            else if (old.RawToken != now.RawToken)
            {
                respelled.Add(setting.Name);
            }
        }

        return new PreferenceDifference(changes, respelled);
    }
}
